import { at, sentences, words } from '../activities/sentences.ts'
import { tell } from '../activities/tell.ts'
import { AwsError } from '../../../errors.ts'
import { notify } from '../notifications/notify.ts'
import { counts, type MemberRecord } from '../instances/member.ts'
import { activeRefresh, launchSourceOf } from '../instance-refresh/refresh.ts'
import type { LaunchChoice, OpenSource } from '../launch/launch-choice.ts'
import { launchMember, type LaunchedAs } from '../launch/launch-member.ts'
import { openSource } from '../launch/launch-source.ts'
import { spreadOf, type Place, type Spread } from '../launch/places.ts'
import { putIntoPool, takeFromPool } from '../warm-pools/use-pool.ts'
import { backOff, isBackingOff, isPlaceError } from './back-off.ts'
import { chooseVictim } from './choose-victim.ts'
import { endMember } from './end-member.ts'
import { changeGroup, isSuspended, type Pass } from './pass.ts'

/** Launches what the group lacks, or ends what it has too much of. */
export function meetDesired(pass: Pass): void {
  const counted = pass.members().filter(counts)
  const capacity = capacityOf(counted)
  const { desiredCapacity } = pass.group
  if (capacity < desiredCapacity) launchLacking(pass, counted, capacity)
  else if (capacity > desiredCapacity) endExcess(pass, counted, capacity)
}

export function capacityOf(all: readonly MemberRecord[]): number {
  return all.reduce((sum, { weight }) => sum + weight, 0)
}

function launchLacking(pass: Pass, counted: readonly MemberRecord[], before: number): void {
  const { ctx, group } = pass
  if (isSuspended(group, 'Launch') || group.deleting) return
  const source = open(pass)
  if (!source) return
  const present = [...counted]
  const spread = spreadOf(ctx, group, present)
  const room = roomFor(pass)
  const difference = sentences(
    group.cause,
    at(ctx.now, words.started(before, group.desiredCapacity)),
  )
  let toReplace = group.toReplace ?? 0
  let launched = 0
  for (let capacity = before; capacity < group.desiredCapacity && launched < room;) {
    const replaces = group.cause === undefined && toReplace > 0
    const cause = replaces ? at(ctx.now, words.replaced) : difference
    const made =
      takeFromPool(pass, spread, cause) ?? launchSomewhere(pass, source, spread, present, cause)
    if (!made) break
    present.push(made)
    capacity += made.weight
    launched += 1
    toReplace = Math.max(0, toReplace - 1)
  }
  if (launched > 0) changeGroup(pass, { toReplace: toReplace || undefined })
}

/** A maintenance policy says how far beyond its desired capacity a group may go while some are replaced. */
function roomFor({ group, ...pass }: Pass): number {
  const { MaxHealthyPercentage: max = -1 } = group.maintenancePolicy ?? {}
  // A refresh has its own.
  if (max < 0 || activeRefresh(pass.ctx.db, group.id)) return Infinity
  const most =
    max > 100
      ? Math.max(group.desiredCapacity + 1, Math.floor((group.desiredCapacity * max) / 100))
      : group.desiredCapacity
  const there = pass
    .members()
    .filter(({ lifecycleState: state }) => state === 'InService' || state.startsWith('Pending'))
  return Math.max(0, most - there.length)
}

/** Reads what the group launches from; that it cannot be read is a failed launch. */
export function open(pass: Pass): OpenSource | undefined {
  const { ctx, group } = pass
  const waits = group.zones.every((zone) => isBackingOff(pass, zone))
  if (waits) return undefined
  try {
    return openSource(ctx, { ...group, launch: launchSourceOf(ctx.db, group) })
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    tellFailure(pass, error, group.cause ?? at(ctx.now, words.started(0, group.desiredCapacity)))
    backOff(pass, group.zones)
    return undefined
  }
}

/** In the emptiest zone that has room, by the first choice that succeeds; undefined when none does. */
export function launchSomewhere(
  pass: Pass,
  source: OpenSource,
  spread: Spread,
  present: readonly MemberRecord[],
  cause: string,
  more: LaunchedAs = {},
): MemberRecord | undefined {
  const shut = new Set(pass.group.zones.filter((zone) => isBackingOff(pass, zone)))
  const places = spread.places(shut)
  if (places.length === 0) {
    if (shut.size === 0) {
      // https://docs.aws.amazon.com/autoscaling/ec2/userguide/ts-as-instancelaunchfailure.html
      tellFailure(
        pass,
        new AwsError('InvalidSubnetID.NotFound', 'The subnet ID does not exist'),
        cause,
      )
      backOff(pass, pass.group.zones)
    }
    return undefined
  }
  // What is to balance zones is of no use in another; some groups want balance before capacity.
  const [emptiest] = pass.group.zoneStrategy === 'balanced-only' ? spread.places() : places
  const most =
    more.surplus || pass.group.zoneStrategy === 'balanced-only'
      ? spread.countOf(emptiest?.availabilityZone ?? '')
      : Infinity
  for (const place of places) {
    if (spread.countOf(place.availabilityZone) > most) break
    const choices = source.next(present, place.availabilityZone)
    const made = launchAt(pass, choices, place, cause, more)
    if (made instanceof AwsError) {
      tellFailure(pass, made, cause, place)
      if (!isPlaceError(made)) {
        backOff(pass, pass.group.zones)
        return undefined
      }
      backOff(pass, [place.availabilityZone])
    } else if (made) {
      spread.add(place)
      settle(pass, place.availabilityZone)
      return made
    }
  }
  return undefined
}

function launchAt(
  pass: Pass,
  choices: readonly LaunchChoice[],
  place: Place,
  cause: string,
  more: LaunchedAs,
): MemberRecord | AwsError | undefined {
  let failure: AwsError | undefined
  for (const choice of choices) {
    const made = launchMember(pass, choice, place, cause, more)
    if (!(made instanceof AwsError)) return made
    failure = made
  }
  return failure
}

/** What failed here has succeeded. */
function settle(pass: Pass, zone: string): void {
  if (pass.group.backOff?.[zone] === undefined) return
  const { [zone]: _, ...backOff } = pass.group.backOff
  changeGroup(pass, { backOff })
}

function tellFailure(pass: Pass, { message }: AwsError, cause: string, place?: Place): void {
  const status = `${message.replace(/\.?$/, '.')} Launching EC2 instance failed.`
  const told = tell(pass.ctx, pass.group, {
    description: `Launching a new EC2 instance.  Status Reason: ${status}`,
    cause,
    statusCode: 'Failed',
    statusMessage: status,
    progress: 100,
    place,
  })
  notify(pass, 'autoscaling:EC2_INSTANCE_LAUNCH_ERROR', undefined, told.id)
}

function endExcess(pass: Pass, counted: readonly MemberRecord[], before: number): void {
  const { ctx, group } = pass
  if (isSuspended(group, 'Terminate')) return
  const ended = at(ctx.now, words.ended(before, group.desiredCapacity))
  let capacity = before
  let candidates = counted
  while (capacity > group.desiredCapacity) {
    const fits = candidates.filter(({ weight }) => capacity - weight >= group.desiredCapacity)
    const victim = chooseVictim(pass, fits, candidates)
    if (!victim) break
    const selected = at(ctx.now, words.selected(victim.id))
    const why = sentences(group.cause, ended, selected)
    if (!putIntoPool(pass, victim, why)) endMember(pass, victim, why)
    capacity -= victim.weight
    candidates = candidates.filter(({ id }) => id !== victim.id)
  }
}
