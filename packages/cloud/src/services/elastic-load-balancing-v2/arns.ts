import type { Context } from '../../engine/context.ts'

/** What an ARN of this service names. */
export type ArnKind = 'loadbalancer' | 'listener' | 'listener-rule' | 'targetgroup'

/** The 16 hexadecimal digits that tell two resources of one name apart. */
export function newSuffix({ chance }: Pick<Context, 'chance'>): string {
  return chance.hex(16)
}

/** `arn:aws:elasticloadbalancing:ap-northeast-2:123456789012:loadbalancer/app/web/50dc6c495c0c9188` */
export function makeArn(
  { account, region }: Pick<Context, 'account' | 'region'>,
  kind: ArnKind,
  ...path: readonly string[]
): string {
  return `arn:aws:elasticloadbalancing:${region}:${account}:${kind}/${path.join('/')}`
}

/** What stands behind the kind: `app/web/50dc6c495c0c9188`. */
export function pathOf(arn: string): string {
  return arn.slice(arn.indexOf('/') + 1)
}
