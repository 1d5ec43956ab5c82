"""An sshd on a loopback port, with its own host key and user key, for the checks that publish over ssh."""

import os
import subprocess

from publishing import SCRATCH, Server, find_program, free_port


class Sshd(Server):
    """Lets the user who runs the check log in with the key `user`, and nobody with the key `stranger`."""

    def __init__(self, folder=SCRATCH / "sshd"):
        program = find_program("sshd")
        find_program("ssh-keygen")
        self.folder = folder
        folder.mkdir(mode=0o700)
        for key in ["host", "user", "stranger"]:
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / key)], check=True)
        port = free_port()
        (folder / "authorized").write_text((folder / "user.pub").read_text())
        (folder / "known").write_text(f"[127.0.0.1]:{port} {(folder / 'host.pub').read_text()}")
        (folder / "known-wrong").write_text(f"[127.0.0.1]:{port} {(folder / 'stranger.pub').read_text()}")
        (folder / "known-none").write_text("")
        (folder / "sshd_config").write_text(f"""
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
PidFile {folder}/pid
AuthorizedKeysFile {folder}/authorized
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
MaxStartups 100
Subsystem sftp internal-sftp
""")
        if os.getuid() == 0:
            os.makedirs("/run/sshd", mode=0o755, exist_ok=True)
        super().__init__(program, "-D", "-e", "-f", str(folder / "sshd_config"), port=port)

    def login(self, key="user", known="known"):
        """The `ssh` command that logs in with `key`, trusting the host keys in `known`."""
        return (
            f"ssh -F none -p {self.port} -i {self.folder}/{key} -o IdentitiesOnly=yes -o BatchMode=yes"
            f" -o UserKnownHostsFile={self.folder}/{known} -o GlobalKnownHostsFile=/dev/null"
            " -o StrictHostKeyChecking=yes")
