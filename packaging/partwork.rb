# A formula for a Homebrew tap. It installs the archives that script/release makes; packaging/fill-formula writes their
# checksums.
class Partwork < Formula
  desc "Static site generator for blogs whose posts form series"
  homepage "https://github.com/partwork/partwork"
  version "0.1.0"
  license "MIT"

  on_macos do
    depends_on arch: :arm64
    url "https://github.com/partwork/partwork/releases/download/v0.1.0/partwork-0.1.0-macos-aarch64.tar.gz"
    sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  end

  on_linux do
    on_intel do
      url "https://github.com/partwork/partwork/releases/download/v0.1.0/partwork-0.1.0-linux-x86_64.tar.gz"
      sha256 "0000000000000000000000000000000000000000000000000000000000000000"
    end
    on_arm do
      url "https://github.com/partwork/partwork/releases/download/v0.1.0/partwork-0.1.0-linux-aarch64.tar.gz"
      sha256 "0000000000000000000000000000000000000000000000000000000000000000"
    end
  end

  def install
    bin.install "bin/partwork"
    man1.install Dir["share/man/man1/*"]
    doc.install Dir["share/doc/partwork/*"]
    bash_completion.install "share/bash-completion/completions/partwork"
    zsh_completion.install "share/zsh/site-functions/_partwork"
    fish_completion.install "share/fish/vendor_completions.d/partwork.fish"
  end

  test do
    system bin/"partwork", "init", "site", "--title", "Test", "--author", "Test"
    system bin/"partwork", "build", "--strict", "--site", "site"
    assert_path_exists testpath/"site/public/index.html"
  end
end
