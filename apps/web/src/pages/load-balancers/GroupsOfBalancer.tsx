import { useT } from '../../i18n/index.ts'
import { Dependants } from '../../resources/Dependants.tsx'
import type { Balancer } from '../../resources/load-balancing/model.ts'
import { useTargetGroups } from '../../resources/load-balancing/use-balancing.ts'

/** The target groups that balancers forward to: they stay when those are deleted. */
export function GroupsOfBalancer({ items }: { readonly items: readonly Balancer[] }) {
  const t = useT()
  const arns = items.map(({ LoadBalancerArn = '' }) => LoadBalancerArn)
  const groups = useTargetGroups().filter(({ LoadBalancerArns = [] }) =>
    LoadBalancerArns.some((arn) => arns.includes(arn)),
  )
  return (
    <Dependants
      text={t('loadBalancers.groupsStay')}
      items={groups.map(({ TargetGroupArn = '', TargetGroupName = '' }) => ({
        page: 'target-groups',
        id: TargetGroupArn,
        text: TargetGroupName,
      }))}
    />
  )
}
