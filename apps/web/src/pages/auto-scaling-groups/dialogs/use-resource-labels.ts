import { useFeed } from '../../../api/index.ts'
import type { FieldOption } from '../../../resources/FieldsDialog.tsx'
import { nameInArn, type Group } from '../group.ts'

/** `app/<balancer>/<id>/targetgroup/<group>/<id>`: the group's target groups behind each of their balancers. */
export function useResourceLabels(group: Group): readonly FieldOption[] {
  const { items } = useFeed('target-groups')
  return (group.TargetGroupARNs ?? []).flatMap((arn) => {
    const target = items.get(arn)
    return (target?.LoadBalancerArns ?? [])
      .filter((balancer) => balancer.includes(':loadbalancer/app/'))
      .map((balancer) => ({
        value: `${balancer.split(':loadbalancer/')[1] ?? ''}/${arn.split(':').at(-1) ?? ''}`,
        label: nameInArn(arn),
        description: balancer.split('/')[2] ?? '',
      }))
  })
}
