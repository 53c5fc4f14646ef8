import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

/** Reads a stream to its end, keeping about so many characters of its beginning. */
export function collect(stream: Readable, keptCharacters: number): () => string {
  const decoder = new StringDecoder('utf8')
  let text = ''
  stream.on('data', (bytes: Buffer) => {
    if (text.length < keptCharacters) text += decoder.write(bytes)
  })
  return () => text
}
