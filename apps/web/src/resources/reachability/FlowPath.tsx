import type { FlowDecision, Hop } from '@brume/ec2-model'
import Icon, { type IconProps } from '@cloudscape-design/components/icon'
import { useT } from '../../i18n/index.ts'
import { ResourceLink } from '../ResourceLink.tsx'
import { describeHop, hopPages, hopTitles } from './hop-text.ts'
import './flow.css'

const icons = {
  internet: 'globe',
  instance: 'view-full',
  'network-interface': 'share',
  'security-group': 'security',
  'network-acl': 'filter',
  'route-table': 'multiscreen',
  'internet-gateway': 'upload-download',
  'nat-gateway': 'redo',
  peering: 'transcript',
  'transit-gateway': 'settings',
  'vpn-gateway': 'lock-private',
  service: 'script',
} as const satisfies Record<Hop['kind'], IconProps.Name>

/** The way of a packet, hop by hop: there, and the way of the answer back. */
export function FlowPath({ decision }: { readonly decision: FlowDecision }) {
  const t = useT()
  const there = decision.path.filter(({ way }) => way === 'there')
  const back = decision.path.filter(({ way }) => way === 'back')
  return (
    <div className="brume-flow">
      <FlowLine label={t('flow.there')} hops={there} />
      {back.length === 0 ? null : <FlowLine label={t('flow.back')} hops={back} back />}
    </div>
  )
}

function FlowLine(props: {
  readonly label: string
  readonly hops: readonly Hop[]
  readonly back?: boolean
}) {
  return (
    <section>
      <h4 className="brume-flow-label">{props.label}</h4>
      <ol className="brume-flow-line" data-way={props.back ? 'back' : 'there'}>
        {props.hops.map((hop, index) => (
          // A packet may meet the same thing twice: its place in the way names the hop.
          // oxlint-disable-next-line react/no-array-index-key
          <FlowHop key={index} hop={hop} />
        ))}
      </ol>
    </section>
  )
}

function FlowHop({ hop }: { readonly hop: Hop }) {
  const t = useT()
  const page = hopPages[hop.kind]
  return (
    <li className="brume-hop" data-verdict={hop.verdict} data-end={hop.end}>
      <div className="brume-hop-head">
        <Icon name={icons[hop.kind]} />
        <strong>{t(hopTitles[hop.kind])}</strong>
        <Icon
          name={hop.verdict === 'passed' ? 'status-positive' : 'status-negative'}
          variant={hop.verdict === 'passed' ? 'success' : 'error'}
          ariaLabel={t(hop.verdict === 'passed' ? 'hop.passed' : 'hop.blocked')}
        />
      </div>
      <div className="brume-hop-id">
        {page === undefined ? hop.id : <ResourceLink page={page} id={hop.id} />}
      </div>
      <p>{describeHop(hop, t)}</p>
      {hop.rule?.kind === 'security-group-rule' && hop.rule.description ? (
        <p className="brume-hop-rule">{hop.rule.description}</p>
      ) : null}
    </li>
  )
}
