import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import { useScope, useScopedPath } from '../../../api/index.ts'
import { useGuestPage } from '../../../api/use-guest-page.ts'
import { CopyText, KeyValue, RouteLink } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import { ResourceLink } from '../../../resources/ResourceLink.tsx'
import { elasticIpOf, idOf, profileNameOf, type InstanceRow } from '../instance.ts'
import { ChecksCell, StateCell } from '../StateCell.tsx'

/** The public address, with the page that the instance serves there and the way to it. */
function PublicAddress({ instance }: { readonly instance: InstanceRow }) {
  const t = useT()
  const { region } = useScope()
  const toPath = useScopedPath()
  const address = instance.PublicIpAddress
  const page = useGuestPage(region)(address)
  if (!address) return <>-</>
  return (
    <>
      <CopyText text={address} />
      {page === undefined ? null : (
        <div>
          <Link href={page} external>
            {t('instances.openPage')}
          </Link>{' '}
          ·{' '}
          <RouteLink href={toPath(`/reachability?to=${idOf(instance)}&port=tcp/80`)}>
            {t('instances.whyNot')}
          </RouteLink>
        </div>
      )}
    </>
  )
}

/** What one looks for first. */
export function SummaryFacts(props: { readonly instance: InstanceRow }) {
  const { instance } = props
  const t = useT()
  return (
    <KeyValue
      columns={4}
      items={[
        [t('instances.id'), <CopyText key="id" text={idOf(instance)} />],
        [t('instances.state'), <StateCell key="state" instance={instance} />],
        [t('instances.publicIp'), <PublicAddress key="ip" instance={instance} />],
        [t('instances.privateIp'), <CopyText key="private" text={instance.PrivateIpAddress} />],
        [t('instances.type'), instance.InstanceType],
        [t('instances.statusCheck'), <ChecksCell key="checks" checks={instance.checks} />],
        [t('instances.publicDns'), <CopyText key="dns" text={instance.PublicDnsName} />],
        [t('instances.privateDns'), <CopyText key="pdns" text={instance.PrivateDnsName} />],
        [t('instances.zone'), instance.Placement?.AvailabilityZone],
        [t('instances.vpcId'), <ResourceLink key="vpc" page="vpcs" id={instance.VpcId} />],
        [
          t('instances.subnetId'),
          <ResourceLink key="subnet" page="subnets" id={instance.SubnetId} />,
        ],
        [t('instances.iamRole'), profileNameOf(instance)],
        [t('instances.elasticIp'), elasticIpOf(instance)],
        [t('instances.keyName'), instance.KeyName],
      ]}
    />
  )
}

export function Summary(props: { readonly instance: InstanceRow }) {
  const t = useT()
  return (
    <Container header={<Header variant="h2">{t('details.summary')}</Header>}>
      <SummaryFacts instance={props.instance} />
    </Container>
  )
}
