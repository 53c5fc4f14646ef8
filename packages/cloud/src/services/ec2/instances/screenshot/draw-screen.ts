import { encode } from 'jpeg-js'
import { glyphHeight, glyphOf, glyphWidth } from './console-font.ts'
import { columns, renderScreen, rows } from './text-screen.ts'

const width = columns * glyphWidth
const height = rows * glyphHeight
const quality = 80
/** Light grey on black, as a console is. */
const ink = [170, 170, 170] as const

/** A JPEG of the text screen that this console text leaves. */
export function drawScreen(text: string): Uint8Array {
  const data = new Uint8Array(width * height * 4)
  for (let alpha = 3; alpha < data.length; alpha += 4) data[alpha] = 255
  renderScreen(text).forEach((line, row) => {
    ;[...line].forEach((character, column) => drawGlyph(data, character, column, row))
  })
  return encode({ data, width, height }, quality).data
}

function drawGlyph(data: Uint8Array, character: string, column: number, row: number): void {
  glyphOf(character).forEach((bits, y) => {
    for (let x = 0; x < glyphWidth; x++) {
      if ((bits & (0x80 >> x)) === 0) continue
      const at = (row * glyphHeight + y) * width + column * glyphWidth + x
      data.set(ink, at * 4)
    }
  })
}
