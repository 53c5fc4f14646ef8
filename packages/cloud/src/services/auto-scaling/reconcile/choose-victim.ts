import { launchTemplateVersions } from '../../ec2/launch-templates/launch-template.ts'
import { versionId } from '../../ec2/launch-templates/find-template.ts'
import { launchConfigurations } from '../launch-configurations/launch-configuration.ts'
import type { MemberRecord } from '../instances/member.ts'
import { offStrategy } from './off-strategy.ts'
import type { Pass } from './pass.ts'

/**
 * Whom a group ends first: of the zones with the most instances, among those without protection, by one policy after the
 * other. https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-termination-policies.html
 */
export function chooseVictim(
  pass: Pass,
  candidates: readonly MemberRecord[],
  all: readonly MemberRecord[],
): MemberRecord | undefined {
  const open = candidates.filter(({ protectedFromScaleIn }) => !protectedFromScaleIn)
  let left = inFullestZones(pass, open, all)
  for (const policy of [...pass.group.terminationPolicies, 'Default']) {
    if (left.length <= 1) break
    left = narrowBy[policy]?.(pass, left) ?? left
  }
  return left[0]
}

/** Zones that are no longer the group's are emptied before any other. */
function inFullestZones(
  { group }: Pass,
  candidates: readonly MemberRecord[],
  all: readonly MemberRecord[],
): readonly MemberRecord[] {
  const strangers = candidates.filter(({ availabilityZone: zone }) => !group.zones.includes(zone))
  if (strangers.length > 0) return strangers
  const inZone = new Map<string, number>()
  for (const { availabilityZone } of all) {
    inZone.set(availabilityZone, (inZone.get(availabilityZone) ?? 0) + 1)
  }
  return highest(candidates, ({ availabilityZone }) => inZone.get(availabilityZone) ?? 0)
}

type Narrow = (pass: Pass, left: readonly MemberRecord[]) => readonly MemberRecord[]

const narrowBy: Readonly<Record<string, Narrow>> = {
  AllocationStrategy: offStrategy,
  OldestInstance: (_, left) => lowest(left, ({ joinedAt }) => joinedAt),
  NewestInstance: (_, left) => highest(left, ({ joinedAt }) => joinedAt).slice(-1),
  OldestLaunchConfiguration: (pass, left) => {
    // Only what was launched from configurations is compared; templates come after all of them.
    const configured = left.filter(({ launch }) => launch?.kind === 'configuration')
    return configured.length === 0 ? left : lowest(configured, (each) => launchedFromAt(pass, each))
  },
  OldestLaunchTemplate: (pass, left) => {
    const other = left.filter((each) => !isOfGroupTemplate(pass, each))
    return other.length > 0
      ? lowest(other, (each) => launchedFromAt(pass, each))
      : lowest(left, (each) => launchedFromAt(pass, each))
  },
  ClosestToNextInstanceHour: (pass, left) =>
    lowest(left, ({ joinedAt }) => hourMs - ((pass.ctx.now - joinedAt) % hourMs)),
  Default: (pass, left) => {
    const off = offStrategy(pass, left)
    const configured = off.filter(({ launch }) => launch?.kind === 'configuration')
    const oldest = lowest(configured.length > 0 ? configured : off, (each) =>
      launchedFromAt(pass, each),
    )
    return lowest(oldest, ({ joinedAt }) => hourMs - ((pass.ctx.now - joinedAt) % hourMs))
  },
}

const hourMs = 3_600_000

export const terminationPolicies: readonly string[] = [
  'AllocationStrategy',
  'ClosestToNextInstanceHour',
  'Default',
  'NewestInstance',
  'OldestInstance',
  'OldestLaunchConfiguration',
  'OldestLaunchTemplate',
]

function isOfGroupTemplate({ group }: Pass, { launch }: MemberRecord): boolean {
  const own = group.launch
  if (launch?.kind !== 'template') return false
  if (own.kind === 'template') return own.templateId === launch.templateId
  if (own.kind === 'configuration') return false
  const { LaunchTemplateId: id, LaunchTemplateName: name } =
    own.policy.LaunchTemplate?.LaunchTemplateSpecification ?? {}
  return id === launch.templateId || name === launch.templateName
}

/** When what it was launched from was made; what is gone, or was attached, is older than all. */
function launchedFromAt({ ctx }: Pass, { launch }: MemberRecord): number {
  if (!launch) return 0
  if (launch.kind === 'configuration') {
    return ctx.db.get(launchConfigurations, launch.name)?.createTime ?? 0
  }
  const version = ctx.db.get(launchTemplateVersions, versionId(launch.templateId, launch.version))
  return version?.createTime ?? 0
}

function lowest(
  left: readonly MemberRecord[],
  rank: (member: MemberRecord) => number,
): readonly MemberRecord[] {
  const ranks = left.map(rank)
  const least = Math.min(...ranks)
  return left.filter((_, index) => ranks[index] === least)
}

function highest(
  left: readonly MemberRecord[],
  rank: (member: MemberRecord) => number,
): readonly MemberRecord[] {
  return lowest(left, (member) => -rank(member))
}
