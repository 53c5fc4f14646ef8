import { madeBy, type ServiceName } from '@brume/console-api'

/** One call that changes something, as it is sent or was sent. */
export interface CodeRequest {
  readonly service: ServiceName
  readonly operation: string
  readonly input: object
  /** The id that it made, or what stands for it before it ran. */
  readonly made?: string | undefined
  /** Where it goes, when that is not the Region of the others. */
  readonly region?: string | undefined
}

/** What is new in every request: a text that repeated it would be answered with what the first one made. */
export function withoutToken(input: object): object {
  const { ClientToken: _token, ...rest }: { ClientToken?: unknown } = { ...input }
  return rest
}

/** What the texts need to know beside the requests. */
export interface TextContext {
  readonly region: string
  /** The AWS endpoint of the embedded cloud; absent on a real account. */
  readonly endpointUrl?: string
}

/** Something made by one request that a later one names: `Vpc.VpcId`, to be held in a variable. */
export interface Variable {
  readonly marker: string
  readonly path: string
  /** `vpcId`, or `vpcId2` for the second. */
  readonly name: string
}

/** The variables that these requests need, by the request that makes each. */
export function findVariables(requests: readonly CodeRequest[]): ReadonlyMap<number, Variable> {
  const found = new Map<number, Variable>()
  const used = new Map<string, number>()
  for (const [index, { operation, made }] of requests.entries()) {
    const path = madeBy[operation]
    if (made === undefined || path === undefined) continue
    const later = requests.slice(index + 1)
    if (!later.some(({ input }) => JSON.stringify(input).includes(made))) continue
    const base = camelCase(path.split('.').at(-1) ?? path)
    const count = (used.get(base) ?? 0) + 1
    used.set(base, count)
    found.set(index, { marker: made, path, name: count === 1 ? base : `${base}${count}` })
  }
  return found
}

function camelCase(member: string): string {
  const word = member.replace(/\[\d+\]$/, '')
  return word.charAt(0).toLowerCase() + word.slice(1)
}

/** Members whose JSON is a text but which are something else to the SDK. */
export const timeMembers: Readonly<Record<string, readonly string[]>> = {
  RunInstances: ['InstanceMarketOptions.SpotOptions.ValidUntil'],
  CreateCapacityReservation: ['EndDate', 'StartDate'],
  ModifyCapacityReservation: ['EndDate', 'StartDate'],
  CreateLaunchTemplate: ['LaunchTemplateData.InstanceMarketOptions.SpotOptions.ValidUntil'],
  CreateLaunchTemplateVersion: ['LaunchTemplateData.InstanceMarketOptions.SpotOptions.ValidUntil'],
  EnableImageDeprecation: ['DeprecateAt'],
  LockSnapshot: ['ExpirationDate'],
  PutScheduledUpdateGroupAction: ['Time', 'StartTime', 'EndTime'],
  BatchPutScheduledUpdateGroupAction: [
    'ScheduledUpdateGroupActions.StartTime',
    'ScheduledUpdateGroupActions.EndTime',
  ],
  PutMetricData: ['MetricData.Timestamp', 'EntityMetricData.MetricData.Timestamp'],
  RequestSpotInstances: ['ValidFrom', 'ValidUntil'],
  PurchaseReservedInstancesOffering: ['PurchaseTime'],
  CreateSavingsPlan: ['purchaseTime'],
  CreateBudget: [
    'Budget.TimePeriod.Start',
    'Budget.TimePeriod.End',
    'Budget.LastUpdatedTime',
    'Budget.AutoAdjustData.LastAutoAdjustTime',
    'Budget.HealthStatus.LastUpdatedTime',
  ],
  UpdateBudget: [
    'NewBudget.TimePeriod.Start',
    'NewBudget.TimePeriod.End',
    'NewBudget.LastUpdatedTime',
    'NewBudget.AutoAdjustData.LastAutoAdjustTime',
    'NewBudget.HealthStatus.LastUpdatedTime',
  ],
}

/** Bytes, which stand in JSON as base64. */
export const byteMembers: Readonly<Record<string, readonly string[]>> = {
  ModifyInstanceAttribute: ['UserData.Value'],
  ImportKeyPair: ['PublicKeyMaterial'],
}

/** Texts that AWS wants in base64: shown as people wrote them. */
export const encodedMembers: Readonly<Record<string, readonly string[]>> = {
  RunInstances: ['UserData'],
}

/** The text that base64 stands for; undefined for what is no text, or none that a command line can carry. */
export function readableText(base64: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}
