import PartworkMarkdown

/// `text` as HTML with every extension on and straight punctuation.
func rendered(_ text: String) -> String {
  Document(text, MarkdownOptions(smart: false)).html()
}

/// The table that the HTML of a document is, without what every table has around it.
func table(_ text: String) -> String {
  rendered(text)
    .replacing("<div class=\"table\" tabindex=\"0\">\n<table>\n", with: "")
    .replacing("</table>\n</div>\n", with: "")
    .replacing("thead>\n", with: "thead>").replacing("tbody>\n", with: "tbody>")
    .replacing("tr>\n", with: "tr>").replacing("</th>\n", with: "</th>").replacing("</td>\n", with: "</td>")
    .replacing(" scope=\"col\"", with: "")
}
