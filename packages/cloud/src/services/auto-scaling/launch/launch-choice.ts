import type { RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import type { Tag } from '../../ec2/tag.ts'
import type { MemberLaunch, MemberRecord } from '../instances/member.ts'

/** One way in which a group can get an instance. */
export interface LaunchChoice {
  /** What RunInstances would be asked for, without its subnet. */
  readonly input: RunInstancesCommandInput
  readonly systemTags: readonly Tag[]
  readonly launch: MemberLaunch
  readonly weight: number
  readonly weightedCapacity?: string
}

/** What a group launches from, read once for each look at it. */
export interface OpenSource {
  /** What to launch next in a zone, the first choice first: each is tried until one succeeds. */
  next(present: readonly MemberRecord[], zone: string): readonly LaunchChoice[]
}
