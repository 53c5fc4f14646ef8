import Icon from '@cloudscape-design/components/icon'
import { useMemo, useRef, useState, type ReactNode } from 'react'
import { useT } from '../../i18n/index.ts'
import {
  byZone,
  internetId,
  isPublic,
  leadsToInternet,
  linesOf,
  wayFrom,
  type MapGateway,
  type MapSubnet,
  type NetworkMap,
} from '../../lib/network-map.ts'
import { ResourceLink } from '../ResourceLink.tsx'
import { useLines } from './use-lines.ts'
import './picture.css'

/** A VPC drawn: subnets by zone, their route tables, the gateways, the internet. Pointing at something shows its way out. */
export function NetworkPicture(props: {
  readonly map: NetworkMap
  readonly label: string
  /** Of a network that does not exist yet: nothing links. */
  readonly planned?: boolean
}) {
  const { map } = props
  const t = useT()
  const [shown, setShown] = useState<string>()
  const way = useMemo(() => (shown === undefined ? undefined : wayFrom(map, shown)), [map, shown])
  const host = useRef<HTMLDivElement>(null)
  const lines = useLines(
    host,
    useMemo(() => linesOf(map), [map]),
  )
  const node = (id: string, kind: string, content: ReactNode) => (
    <div
      key={id}
      className="brume-map-node"
      data-node={id}
      data-kind={kind}
      data-way={way === undefined ? undefined : way.has(id) ? 'on' : 'off'}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what pointing shows, the keyboard shows too
      tabIndex={0}
      onMouseEnter={() => setShown(id)}
      onMouseLeave={() => setShown(undefined)}
      onFocus={() => setShown(id)}
      onBlur={() => setShown(undefined)}
    >
      {content}
    </div>
  )
  const link = (page: string, id: string, name: string) =>
    props.planned ? (
      <strong>{name || id}</strong>
    ) : (
      <ResourceLink page={page} id={id} text={name || id} />
    )
  return (
    <div className="brume-map" ref={host} role="group" aria-label={props.label}>
      <svg className="brume-map-lines" aria-hidden="true">
        {lines.map(({ from, to, d }) => (
          <path
            key={`${from} ${to}`}
            d={d}
            data-way={way === undefined ? undefined : way.has(from) && way.has(to) ? 'on' : 'off'}
          />
        ))}
      </svg>
      <div className="brume-map-column">
        <h4>{t('subnets.title')}</h4>
        {byZone(map).map(({ zone, subnets }) => (
          <section key={zone} className="brume-map-zone">
            <h5>{zone}</h5>
            {subnets.map((subnet) =>
              node(
                subnet.id,
                isPublic(map, subnet) ? 'public' : 'private',
                <Subnet
                  subnet={subnet}
                  open={isPublic(map, subnet)}
                  title={link('subnets', subnet.id, subnet.name)}
                  nats={map.gateways.filter(({ subnetId }) => subnetId === subnet.id)}
                />,
              ),
            )}
          </section>
        ))}
      </div>
      <div className="brume-map-column">
        <h4>{t('routeTables.title')}</h4>
        {map.tables.map((table) =>
          node(
            table.id,
            'table',
            <>
              {link('route-tables', table.id, table.name)}
              {table.main ? <span className="brume-map-mark">{t('routeTables.main')}</span> : null}
              <ul>
                {table.routes.map(({ destination, target }) => (
                  <li key={destination}>
                    {destination} → {target}
                  </li>
                ))}
                {table.routes.length === 0 ? <li>{t('map.onlyLocal')}</li> : null}
              </ul>
            </>,
          ),
        )}
      </div>
      <div className="brume-map-column">
        <h4>{t('map.gateways')}</h4>
        {map.gateways.map((gateway) =>
          node(
            gateway.id,
            gateway.kind,
            <>
              <small>{t(gatewayTitles[gateway.kind])}</small>
              <div>{link(gatewayPages[gateway.kind], gateway.id, gateway.name)}</div>
            </>,
          ),
        )}
        {map.gateways.length === 0 ? <p>{t('map.noGateway')}</p> : null}
      </div>
      <div className="brume-map-column">
        <h4>{t('hop.internet')}</h4>
        {map.gateways.some(leadsToInternet)
          ? node(
              internetId,
              'internet',
              <>
                <Icon name="globe" /> <strong>{t('hop.internet')}</strong>
              </>,
            )
          : null}
      </div>
    </div>
  )
}

const gatewayTitles = {
  'internet-gateway': 'gateways.one',
  'egress-only': 'egressOnly.one',
  'nat-gateway': 'nats.one',
  peering: 'peering.one',
  other: 'interfaces.one',
} as const satisfies Record<MapGateway['kind'], string>

const gatewayPages = {
  'internet-gateway': 'internet-gateways',
  'egress-only': 'egress-only-internet-gateways',
  'nat-gateway': 'nat-gateways',
  peering: 'peering-connections',
  other: 'network-interfaces',
} as const satisfies Record<MapGateway['kind'], string>

function Subnet(props: {
  readonly subnet: MapSubnet
  readonly open: boolean
  readonly title: ReactNode
  readonly nats: readonly MapGateway[]
}) {
  const { subnet, open, title, nats } = props
  const t = useT()
  return (
    <>
      <div className="brume-map-head">
        <Icon name={open ? 'globe' : 'lock-private'} size="small" />
        {title}
        <span className="brume-map-mark">{t(open ? 'map.public' : 'map.private')}</span>
      </div>
      <small>{subnet.cidr}</small>
      {nats.length === 0 ? null : (
        <div>
          {nats.map(({ id, name }) => (
            <span key={id} className="brume-map-chip" data-kind="nat">
              {t('map.nat', { name: name || id })}
            </span>
          ))}
        </div>
      )}
      <div>
        {subnet.instances.map(({ id, name, state, address, publicAddress }) => (
          <span
            key={id}
            className="brume-map-chip"
            data-status={state}
            title={[id, address, publicAddress].filter(Boolean).join(' · ')}
          >
            <ResourceLink page="instances" id={id} text={name || id} />
          </span>
        ))}
      </div>
    </>
  )
}
