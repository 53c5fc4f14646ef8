import { baseOperators } from '@brume/ec2-model/policies'
import { actionsOf, keysOf, knownServices } from '@brume/ec2-model/policies/reference'
import { accessLevels, type AccessLevel } from './levels.ts'

/** What policies can name: for completion, the statement form and the summary. */
export interface PolicyWords {
  /** By the prefix of its actions: `ec2`. */
  readonly services: Readonly<Record<string, ServiceWords>>
  /** Condition keys of all services: `aws:SourceIp`. */
  readonly conditionKeys: readonly string[]
  /** `StringEquals` and so on. */
  readonly operators: readonly string[]
}

export interface ServiceWords {
  /** Names of its actions, without the prefix, by their access level. */
  readonly actions: Readonly<Partial<Record<AccessLevel, readonly string[]>>>
  /** Its own condition keys. */
  readonly conditionKeys: readonly string[]
  /** Patterns of the ARNs of its resources. */
  readonly resources: readonly string[]
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const globalKeys = [
  'aws:CurrentTime',
  'aws:PrincipalArn',
  'aws:PrincipalTag/${TagKey}',
  'aws:RequestedRegion',
  'aws:RequestTag/${TagKey}',
  'aws:ResourceTag/${TagKey}',
  'aws:SecureTransport',
  'aws:SourceIp',
  'aws:TagKeys',
  'aws:userid',
  'aws:username',
]

const levelOf = (level: string): AccessLevel =>
  accessLevels.find((one) => level.startsWith(one.slice(0, 4))) ?? 'Write'

/** Reads the whole reference: to be loaded where it is needed, not with the application. */
export function readPolicyWords(): PolicyWords {
  const services = knownServices().map((service): [string, ServiceWords] => {
    const actions = [...actionsOf(service).values()]
    const byLevel = Map.groupBy(actions, ({ level }) => levelOf(level))
    const named = [...byLevel].map(([level, list]) => [
      level,
      list.map(({ action }) => action.slice(service.length + 1)),
    ])
    return [
      service,
      {
        actions: Object.fromEntries(named),
        conditionKeys: keysOf(service).map(({ key }) => key),
        resources: [...new Set(actions.flatMap(({ types }) => types.map(({ arn }) => arn)))],
      },
    ]
  })
  return {
    services: Object.fromEntries(services),
    conditionKeys: globalKeys,
    operators: baseOperators,
  }
}
