import { bundled } from './bridge.ts'
import type { Program } from './call.ts'

const one = bundled('sed', () => ({}))

/** GNU's `-s`: each file is a text of its own. */
export const sed: Program = async (call) => {
  const isSeparate = (arg: string): boolean =>
    arg === '--separate' || /^-[nrEiz]*s[nrEiz]*$/.test(arg)
  if (!call.args.some(isSeparate)) return one(call)
  const rest = call.args
    .map((arg) => (/^-\w{2,}$/.test(arg) && isSeparate(arg) ? arg.replace('s', '') : arg))
    .filter((arg) => !isSeparate(arg))
  const files: string[] = []
  const before: string[] = []
  let hasScript = false
  for (let at = 0; at < rest.length; at++) {
    const arg = rest[at] ?? ''
    if (arg === '-e' || arg === '-f') {
      before.push(arg, rest[++at] ?? '')
      hasScript = true
    } else if (arg.startsWith('-') && arg !== '-') before.push(arg)
    else if (hasScript) files.push(arg)
    else {
      before.push(arg)
      hasScript = true
    }
  }
  let status = 0
  for (const file of files.length > 0 ? files : ['-'])
    status = (await call.run([call.name, ...before, file])) || status
  return status
}
