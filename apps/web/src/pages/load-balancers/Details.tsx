import { CopyText, KeyValue } from '../../components/index.ts'
import { useLocale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { ipTypeText } from '../../resources/load-balancing/ip-type.ts'
import type { Balancer } from '../../resources/load-balancing/model.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourceState } from '../../resources/ResourceState.tsx'
import { OpenPage } from './OpenPage.tsx'
import { balancerStateType } from './state.ts'

export function Details({ balancer }: { readonly balancer: Balancer }) {
  const { t, name } = useLocale()
  const { Type, Scheme, State } = balancer
  return (
    <KeyValue
      columns={4}
      items={[
        [
          t('loadBalancers.type'),
          t(Type === 'network' ? 'loadBalancers.network' : 'loadBalancers.application'),
        ],
        [
          t('network.state'),
          <ResourceState key="state" type={balancerStateType(State?.Code)} state={State?.Code} />,
        ],
        [
          t('loadBalancers.scheme'),
          t(Scheme === 'internal' ? 'loadBalancers.internal' : 'loadBalancers.internetFacing'),
        ],
        [t('groups.vpc'), <ResourceLink key="vpc" page="vpcs" id={balancer.VpcId} />],
        [
          t('loadBalancers.dns'),
          <div key="dns">
            <CopyText text={balancer.DNSName} /> <OpenPage balancer={balancer} />
          </div>,
        ],
        [t('targetGroups.ipType'), ipTypeText(balancer.IpAddressType, t)],
        [
          t('loadBalancers.hostedZone'),
          <CopyText key="zone" text={balancer.CanonicalHostedZoneId} />,
        ],
        [t('volumes.created'), formatTime(balancer.CreatedTime, name)],
        ['ARN', <CopyText key="arn" text={balancer.LoadBalancerArn} />],
      ]}
    />
  )
}
