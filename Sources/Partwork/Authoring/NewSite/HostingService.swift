/// Where a new site is to be published, and the files which that host needs.
package enum HostingService: String, Sendable, Hashable, CaseIterable {
  case githubPages = "github-pages"
  case gitlabPages = "gitlab-pages"
  case netlify
  case cloudflarePages = "cloudflare-pages"
  /// A server of the writer's own, with nginx.
  case server

  /// The path and the text of each file.
  var files: [String: String] {
    switch self {
    case .githubPages: [".github/workflows/publish.yml": Self.workflow]
    case .gitlabPages: [".gitlab-ci.yml": Self.pipeline]
    case .netlify: ["netlify.toml": Self.netlifySettings, "build.sh": Self.buildScript(baseURL: "URL")]
    case .cloudflarePages: ["build.sh": Self.buildScript(baseURL: nil)]
    case .server: ["nginx.conf": Self.nginxSettings]
    }
  }

  /// What the writer's README says about publishing, in Markdown.
  var instructions: String {
    switch self {
    case .githubPages:
      """
      1. On GitHub, choose *Settings → Pages → Source: GitHub Actions*.
      2. Push. `.github/workflows/publish.yml` builds the site and publishes it after each push to the branch `main`, and
         every night, so that scheduled posts appear.

      The workflow sets the address of the site. Write it as `url` in `content/site.yml` too, for builds on your machine.
      """
    case .gitlabPages:
      """
      Push. `.gitlab-ci.yml` builds the site and publishes it after each push. For scheduled posts, add a daily schedule
      under *Build → Pipeline schedules*.

      The job sets the address of the site. Write it as `url` in `content/site.yml` too, for builds on your machine.
      """
    case .netlify:
      """
      On Netlify, import the repository. `netlify.toml` says how the site is built, after each push. For scheduled posts,
      call a build hook every day.

      Netlify knows the address of the site. Write it as `url` in `content/site.yml` too, for builds on your machine.
      """
    case .cloudflarePages:
      """
      1. Write the address of the site as `url` in `content/site.yml`.
      2. On Cloudflare, create a Pages project from the repository, with *Framework preset: None*, the build command
         `sh build.sh` and the output directory `public`.

      Cloudflare builds the site after each push. For scheduled posts, call a deploy hook every day.
      """
    case .server:
      """
      1. In `content/site.yml`, write the address of the site as `url`, and where the server has its files as
         `destination`.
      2. On the server: `sudo apt install nginx rsync`, and put `nginx.conf` in `/etc/nginx/conf.d/`.
      3. `partwork publish` builds the site and sends what changed.

      Call `partwork publish` every day, such as with cron, if you schedule posts.
      """
    }
  }
}
