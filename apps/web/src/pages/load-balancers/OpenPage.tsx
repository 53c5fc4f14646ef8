import Link from '@cloudscape-design/components/link'
import { useT } from '../../i18n/index.ts'
import {
  listenerTitle,
  type Balancer,
  type Listener,
} from '../../resources/load-balancing/model.ts'
import { useBalancerPage } from '../../resources/load-balancing/use-balancer-page.ts'
import { useListeners } from '../../resources/load-balancing/use-balancing.ts'

/** A link to the page behind a listener, the first that a browser speaks unless told. */
export function OpenPage(props: { readonly balancer: Balancer; readonly listener?: Listener }) {
  const { balancer } = props
  const t = useT()
  const pageOf = useBalancerPage()
  const all = useListeners(balancer.LoadBalancerArn) ?? []
  const listeners = props.listener ? [props.listener] : all
  const listener = listeners.find((one) => pageOf(balancer, one) !== undefined)
  const href = pageOf(balancer, listener)
  if (href === undefined || !listener || balancer.State?.Code === 'provisioning') return null
  return (
    <span className="brume-link" onClick={(event) => event.stopPropagation()}>
      <Link
        href={href}
        external
        ariaLabel={t('loadBalancers.openPage', {
          name: balancer.LoadBalancerName ?? '',
          listener: listenerTitle(listener),
        })}
        externalIconAriaLabel={t('loadBalancers.newTab')}
      >
        {t('loadBalancers.open')}
      </Link>
    </span>
  )
}
