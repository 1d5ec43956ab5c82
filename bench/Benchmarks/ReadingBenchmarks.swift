import Partwork

let readingBenchmarks: [Benchmark] = [
  Benchmark("reading: the front matter of 100 posts", budget: .milliseconds(8)) {
    let reader = ContentReader(settings: MarkdownSettings())
    let files = (1...100).compactMap { number in
      ContentFile("content/posts/\(number).md").map { ($0, Array(frontMatter.utf8)) }
    }
    return { for (file, bytes) in files { keep(reader.read(bytes, of: file)) } }
  }
]

private let frontMatter = """
  ---
  title: "Mentorship: Being a great mentor"
  shortTitle: Being a great mentor
  subtitle: It takes two
  date: 2026-03-12
  author: editors
  series: mentorship
  part: 1
  categories: [Authentic Leadership, Authentic Conversations, Mentoring]
  description: What a mentor does, and does not.
  ---
  """
