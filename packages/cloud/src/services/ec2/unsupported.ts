import { AwsError } from '../../errors.ts'

/** Refuses the first of these members that a call sets: what this cloud does not act on is never dropped. */
export function refuseMembers<I extends object>(
  operation: string,
  input: I,
  members: readonly (keyof I & string)[],
): void {
  const set = members.find((member) => input[member] !== undefined)
  if (set === undefined) return
  throw new AwsError(
    'UnsupportedOperation',
    `The member ${set} of ${operation} is not supported by the embedded cloud.`,
  )
}
