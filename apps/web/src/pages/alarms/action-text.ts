import type { Translate } from '../../i18n/index.ts'

/** What EC2 does to the instance that an alarm watches. */
export const ec2Actions = ['stop', 'terminate', 'reboot', 'recover'] as const
export type Ec2Action = (typeof ec2Actions)[number]

export function ec2ActionArn(region: string, action: Ec2Action): string {
  return `arn:aws:automate:${region}:ec2:${action}`
}

/** An action's ARN in words: `Stop the instance`, `Scaling policy out of group web`. */
export function actionText(arn: string, t: Translate): string {
  const ec2 = ec2Actions.find((one) => arn.endsWith(`:ec2:${one}`))
  if (ec2) return t(`alarms.do.${ec2}`)
  const policy = /:autoScalingGroupName\/([^:]+):policyName\/(.+)$/.exec(arn)
  if (policy) return t('alarms.doPolicy', { group: policy[1] ?? '', policy: policy[2] ?? '' })
  return arn
}
