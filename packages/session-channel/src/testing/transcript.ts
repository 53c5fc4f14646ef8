import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { decodeFrame } from '../codec.ts'
import type { Frame } from '../codec.ts'
import { parseJsonObject } from '../json.ts'

export interface Recorded {
  readonly from: 'client' | 'agent'
  readonly text?: string
  readonly bytes?: Uint8Array
  readonly frame?: Frame
}

/** A recorded session between the official plugin and an agent (`fixtures/README.md`). */
export function readTranscript(name: 'shell' | 'twins'): Recorded[] {
  const file = new URL(`../fixtures/${name}.jsonl.gz`, import.meta.url)
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trimEnd().split('\n')
  return lines.map((line) => {
    const fields = parseJsonObject(line)
    const from = fields?.['from'] === 'client' ? 'client' : 'agent'
    if (typeof fields?.['text'] === 'string') return { from, text: fields['text'] }
    if (typeof fields?.['frame'] !== 'string') throw new Error('neither text nor frame')
    const bytes = Buffer.from(fields['frame'], 'base64')
    const decoded = decodeFrame(bytes)
    if (!decoded.ok) throw new Error(decoded.reason)
    return { from, bytes, frame: decoded.frame }
  })
}
