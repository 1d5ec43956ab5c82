/// The files for hosts. All of them build from a fresh clone, with nothing but the released program.
extension HostingService {
  static let workflow = #"""
    # Builds the site and publishes it on GitHub Pages.
    name: Publish

    on:
      push:
        branches: [main]
      schedule:
        # Every night, so that scheduled posts appear.
        - cron: "17 3 * * *"
      workflow_dispatch:

    permissions:
      contents: read
      pages: write
      id-token: write

    # One at a time; the newest wins.
    concurrency:
      group: pages
      cancel-in-progress: false

    jobs:
      publish:
        runs-on: ubuntu-24.04
        environment:
          name: github-pages
          url: ${{ steps.deployment.outputs.page_url }}
        steps:
          - uses: actions/checkout@v4
          - uses: actions/configure-pages@v5
            id: pages
          - name: Get Partwork
            run: |
              mkdir "$RUNNER_TEMP/partwork"
              curl -fsSL \#(Release.linuxArchive) |
                tar -xz -C "$RUNNER_TEMP/partwork" --strip-components=1
              echo "$RUNNER_TEMP/partwork/bin" >> "$GITHUB_PATH"
          - name: Build the site
            run: partwork build --base-url "$BASE_URL/"
            env:
              BASE_URL: ${{ steps.pages.outputs.base_url }}
          - uses: actions/upload-pages-artifact@v3
            with:
              path: public
          - uses: actions/deploy-pages@v4
            id: deployment

    """#

  static let pipeline = #"""
    # Builds the site and publishes it on GitLab Pages.
    pages:
      image: debian:12-slim
      before_script:
        - apt-get update
        - apt-get install -y --no-install-recommends ca-certificates curl
        - curl -fsSL \#(Release.linuxArchive) | tar -xz -C /usr/local --strip-components=1
      script:
        - partwork build --base-url "$CI_PAGES_URL/"
      artifacts:
        paths:
          - public
      rules:
        - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH

    """#

  static let netlifySettings = #"""
    # How Netlify builds the site.
    [build]
      command = "sh build.sh"
      publish = "public"

    """#

  /// - Parameter baseURL: the variable that has the address of the site on the host.
  static func buildScript(baseURL: String?) -> String {
    let option = baseURL.map { " --base-url \"$\($0)/\"" } ?? ""
    return #"""
      #!/bin/sh
      # Builds the site on the host: downloads Partwork and runs it.
      set -eu
      folder=$(mktemp -d)
      curl -fsSL -o "$folder/partwork.tar.gz" \#(Release.linuxArchive)
      tar -xzf "$folder/partwork.tar.gz" -C "$folder" --strip-components=1
      "$folder/bin/partwork" build\#(option)

      """#
  }

  static let nginxSettings = #"""
    # The site on a server with nginx. certbot adds the certificate: `sudo certbot --nginx`.
    server {
      listen 80;
      # The name of your site.
      server_name www.example.com;

      # Where `partwork publish` sends it.
      root /srv/site;
      error_page 404 /404.html;

      add_header X-Content-Type-Options nosniff;
      add_header Referrer-Policy strict-origin-when-cross-origin;

      location ~ /assets/ {
        add_header X-Content-Type-Options nosniff;
        add_header Cache-Control "public, max-age=31536000, immutable";
      }
      location ~ /(_headers|_redirects)$ {
        return 404;
      }
    }

    """#
}
