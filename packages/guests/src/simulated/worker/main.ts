import { parentPort } from 'node:worker_threads'
import type { FromWorker, Numbered } from '../protocol.ts'

parentPort?.on('message', ({ number, message }: Numbered) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  const post = (out: FromWorker): void => parentPort?.postMessage(out)
  if (message.type === 'flush' || message.type === 'shutdown')
    post({ type: 'flushed', flush: message.flush })
  if (message.type === 'open') post({ type: 'exit', terminal: message.terminal, code: 1 })
  post({ type: 'quiet', number, parkable: true })
})
