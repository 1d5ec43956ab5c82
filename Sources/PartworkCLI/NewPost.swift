import ArgumentParser
import Partwork

/// `partwork new post`.
struct NewPostCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "post",
    abstract: "Write a new post.",
    discussion: """
      The post is dated today, on the site's clock. In a series it becomes the last part.

        partwork new post "Being a great sponsor"
        partwork new post "Being a great sponsor" --series mentorship --draft
        partwork new post "A walk in pictures" --folder --slug walk
        $EDITOR "$(partwork new post "Being a great sponsor" --series mentorship)"
      """
  )

  @Argument(help: "The title.")
  var title: String

  @Option(help: ArgumentHelp("The series that it is a part of.", valueName: "id"))
  var series: String?

  @Option(help: ArgumentHelp("Who signs it; the site's author by default, if there is just one.", valueName: "id"))
  var author: String?

  @Option(help: ArgumentHelp("The name of its file and its place in URLs; made of the title by default."))
  var slug: String?

  @Flag(help: "Make it a draft: it is not built before you remove `draft: true`.")
  var draft = false

  @Flag(help: "Give it a folder of its own, for pictures beside the text.")
  var folder = false

  @OptionGroup var site: SiteOptions
  @OptionGroup var clock: ClockOption

  func run() async throws {
    let post = NewPost(
      title: title, series: series, author: author, slug: slug, isDraft: draft, isFolder: folder)
    try await New.write(.post(post), to: site, clock.clock)
  }
}
