/** What the console output tells of user data that went wrong. */
export interface UserDataFaults {
  /** Numbers of the lines that failed, in order, from 0. */
  readonly lines: readonly number[]
  /** Where the user data came to its end too early; undefined if it went on to the end in spite of them. */
  readonly failedAt: number | undefined
}

/** What stands before a program's own words: a login prompt that came first, the kernel's time and cloud-init, or `logger`. */
const leads =
  /^(?:\S+ login: )?(?:\[ *\d+\.\d+\] )?(?:cloud-init\[\d+\]: |(?:<\d+>)?(?:\w{3} [ \d]\d \S+ )?user-data: )/
/** bash and dash about a line of a script. */
const shellError = /^\S+: (?:line )?\d+: (?!warning: )\S/
/** cloud-init about itself: https://github.com/canonical/cloud-init/blob/main/cloudinit/config/cc_scripts_user.py */
const ownWarning = /(?:^| )\w+\.pyc?\[(?:WARNING|ERROR|CRITICAL)\]: /
const verdict = /\[WARNING\]: (?:Failed to run module scripts|Unhandled |Failed loading yaml)/
const unitFailed = /^\[FAILED\] Failed to start .*(?:cloud-final|cloud user\/final)/

/** Finds the lines of a console output, taken apart into lines without colours, in which user data failed. */
export function findFaults(lines: readonly string[]): UserDataFaults {
  const faults = new Set<number>()
  let failedAt: number | undefined
  /** The newest line that the user data itself wrote. */
  let said: number | undefined
  lines.forEach((line, number) => {
    if (unitFailed.test(line)) faults.add(number)
    if (!leads.test(line)) return
    const text = line.replace(leads, '')
    if (!ownWarning.test(text)) {
      said = number
      if (shellError.test(text)) faults.add(number)
      return
    }
    faults.add(number)
    if (!verdict.test(text) || failedAt !== undefined) return
    // The last words before the verdict are those of the command that ended the script.
    failedAt = text.includes('Failed to run module') ? (said ?? number) : number
    faults.add(failedAt)
  })
  return { lines: [...faults].toSorted((a, b) => a - b), failedAt }
}
