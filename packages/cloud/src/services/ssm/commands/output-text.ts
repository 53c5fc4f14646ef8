const maxOutput = 24_000
const maxErrorOutput = 8000
const maxListed = 2500

/** What GetCommandInvocation gives of a stream. */
export function cutOutput(text: string): string {
  return cut(text, maxOutput, '--output truncated--')
}

export function cutErrorOutput(text: string): string {
  return cut(text, maxErrorOutput, '--error truncated--')
}

function cut(text: string, max: number, mark: string): string {
  return text.length <= max ? text : text.slice(0, max - mark.length) + mark
}

const errorTitle = '\n----------ERROR-------\n'
const outputMark = '\n---Output truncated---'
const errorMark = '\n---Error truncated----'

/** What ListCommandInvocations gives of both streams together, as the agent joins and cuts them. */
export function listedOutput(output: string, errorOutput: string, max = maxListed): string {
  const title = errorOutput === '' ? '' : errorTitle
  const space = max - title.length
  if (output.length + errorOutput.length <= space) return output + title + errorOutput
  if (errorOutput === '') return shorten(output, space, outputMark)
  if (output === '') return title + shorten(errorOutput, space, errorMark)
  const half = Math.floor(space / 2)
  // The shorter stream stays whole, and leaves its space to the other.
  if (output.length <= half) {
    return output + title + shorten(errorOutput, space - output.length, errorMark)
  }
  if (errorOutput.length <= half) {
    return shorten(output, space - errorOutput.length, outputMark) + title + errorOutput
  }
  return shorten(output, half, outputMark) + title + shorten(errorOutput, half, errorMark)
}

function shorten(text: string, max: number, mark: string): string {
  return text.length <= max ? text : text.slice(0, max - mark.length) + mark
}

/** `PT1H0.271S` */
export function isoDuration(ms: number): string {
  const hours = Math.floor(ms / 3_600_000)
  const minutes = Math.floor((ms % 3_600_000) / 60_000)
  const seconds = (ms % 60_000) / 1000
  const text = Number.isInteger(seconds) ? String(seconds) : seconds.toFixed(3).replace(/0+$/, '')
  return `PT${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${text}S`
}
