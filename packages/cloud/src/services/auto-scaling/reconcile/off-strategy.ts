import type { MemberRecord } from '../instances/member.ts'
import type { Pass } from './pass.ts'

/** Those whose end brings a mixed group nearer to its purchase options and allocation strategies; all, where none does. */
export function offStrategy(_: Pass, left: readonly MemberRecord[]): readonly MemberRecord[] {
  return left
}
