import { at } from '../activities/sentences.ts'
import { counts, type MemberRecord } from '../instances/member.ts'
import { spreadOf, subnetsByZone } from '../launch/places.ts'
import { isBackingOff } from './back-off.ts'
import { launchSomewhere, open } from './meet-desired.ts'
import { isSuspended, type Pass } from './pass.ts'

/**
 * Launches in zones that have too few; when those serve, the group has more than it should and ends what is in the zones
 * with too many. A tenth of the group at a time, and only while nothing else is under way.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html#AutoScalingBehavior.InstanceUsage
 */
export function balanceZones(pass: Pass): void {
  const { ctx, group } = pass
  if (
    group.deleting ||
    (['AZRebalance', 'Launch', 'Terminate'] as const).some((each) => isSuspended(group, each))
  )
    return
  const all = pass.members()
  if (all.some(isUnderWay)) return
  const counted = all.filter(counts)
  const moves = movesOf(pass, counted)
  if (moves === 0) return
  const source = open(pass)
  if (!source) return
  const spread = spreadOf(ctx, group, counted)
  const most = Math.max(1, Math.floor(group.maxSize / 10))
  const present = [...counted]
  for (let move = 0; move < Math.min(moves, most); move++) {
    const [place] = spread.places()
    const cause = at(
      ctx.now,
      `instances were launched to balance instances in zones ${place?.availabilityZone} with other zones resulting in more than desired number of instances in the group`,
    )
    const made = launchSomewhere(pass, source, spread, present, cause, { surplus: true })
    if (!made) return
    present.push(made)
  }
}

function isUnderWay({ lifecycleState: state, replace }: MemberRecord): boolean {
  return (
    replace !== undefined ||
    (!['InService', 'Standby'].includes(state) && !state.startsWith('Warmed'))
  )
}

/** How many instances are in the wrong zone; those that must stay, or could not be launched elsewhere, are in the right one. */
function movesOf(pass: Pass, counted: readonly MemberRecord[]): number {
  const { ctx, group } = pass
  const usable = [...subnetsByZone(ctx, group)]
    .filter(([zone, subnets]) => subnets.length > 0 && !isBackingOff(pass, zone))
    .map(([zone]) => zone)
  if (usable.length === 0) return 0
  const sizes = usable.map(
    (zone) => counted.filter(({ availabilityZone }) => availabilityZone === zone).length,
  )
  const strangers = counted.filter(
    ({ availabilityZone: zone, protectedFromScaleIn }) =>
      !group.zones.includes(zone) && !protectedFromScaleIn,
  ).length
  let moves = strangers
  // Where the excess is protected nothing can be moved from it.
  const movable = usable.map(
    (zone) =>
      counted.filter(
        ({ availabilityZone, protectedFromScaleIn }) =>
          availabilityZone === zone && !protectedFromScaleIn,
      ).length,
  )
  for (;;) {
    const high = sizes.indexOf(Math.max(...sizes))
    const low = sizes.indexOf(Math.min(...sizes))
    const [top = 0, bottom = 0] = [sizes[high], sizes[low]]
    if (top - bottom < 2 || (movable[high] ?? 0) === 0) return moves
    sizes[high] = top - 1
    sizes[low] = bottom + 1
    movable[high] = (movable[high] ?? 0) - 1
    moves += 1
  }
}
