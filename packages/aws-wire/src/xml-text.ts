// What XML text may not hold as it is: markup, CR (which a parser would turn into LF), controls, non-characters.
// oxlint-disable-next-line no-control-regex
const special = /[&<>\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/
// oxlint-disable-next-line no-control-regex
const everySpecial = /[&<>\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** Escapes text for an element. Characters that XML 1.0 cannot hold are dropped; non-BMP ones stay raw. */
export function escapeText(text: string): string {
  return special.test(text) ? text.replace(everySpecial, escapeCharacter) : text
}

function escapeCharacter(character: string): string {
  switch (character) {
    case '&':
      return '&amp;'
    case '<':
      return '&lt;'
    case '>':
      return '&gt;'
    case '\r':
      return '&#xD;'
    default:
      return ''
  }
}
