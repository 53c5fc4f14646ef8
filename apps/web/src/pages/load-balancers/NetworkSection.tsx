import Alert from '@cloudscape-design/components/alert'
import Checkbox from '@cloudscape-design/components/checkbox'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useFeed } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import { routesOf } from '../../resources/routes.tsx'
import { useVpcOptions } from '../../resources/vpc-options.ts'
import { isAddressIn } from './balancer-draft.ts'
import { NodeAddress } from './NodeAddress.tsx'
import type { SectionProps } from './section-props.ts'

/** The VPC, and a subnet in each zone in which the balancer is to have a node. */
export function NetworkSection({ draft, problems, tried, change }: SectionProps) {
  const t = useT()
  const vpcs = useVpcOptions()
  const subnets = useFeed('subnets').list.filter(({ VpcId }) => VpcId === draft.vpcId)
  const isPublic = usePublicSubnets(draft.vpcId)
  const zones = [
    ...new Set(subnets.flatMap(({ AvailabilityZone }) => AvailabilityZone ?? [])),
  ].sort()
  const optionsIn = (zone: string) =>
    subnets
      .filter(({ AvailabilityZone }) => AvailabilityZone === zone)
      .map((subnet) => ({
        value: subnet.SubnetId ?? '',
        label: [nameOf(subnet), subnet.SubnetId].filter(Boolean).join(' · '),
        description: subnet.CidrBlock ?? '',
      }))
  const blockOf = (id: string) => subnets.find(({ SubnetId }) => SubnetId === id)?.CidrBlock ?? ''
  const problemAt = (zone: string, subnetId: string) => {
    const address = draft.addresses[zone] ?? ''
    if (address === '') return undefined
    if (draft.scheme === 'internal') {
      const block = blockOf(subnetId)
      return isAddressIn(address, block) ? undefined : t('loadBalancers.addressProblem', { block })
    }
    return problems.addresses === undefined ? undefined : t(problems.addresses)
  }
  const without = (zone: string) =>
    Object.fromEntries(Object.entries(draft.subnets).filter(([one]) => one !== zone))
  const hidden =
    draft.scheme === 'internet-facing'
      ? Object.values(draft.subnets).filter((id) => !isPublic(id))
      : []
  return (
    <Container
      header={
        <Header variant="h2" description={t('loadBalancers.mappingText')}>
          {t('loadBalancers.mapping')}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <FormField label={t('groups.vpc')}>
          <Select
            selectedOption={vpcs.find(({ value }) => value === draft.vpcId) ?? null}
            options={vpcs}
            expandToViewport
            onChange={({ detail }) =>
              change({
                vpcId: detail.selectedOption.value ?? '',
                subnets: {},
                addresses: {},
                groups: undefined,
              })
            }
          />
        </FormField>
        <FormField
          label={t('loadBalancers.zonesAndSubnets')}
          description={t(
            draft.type === 'application' ? 'loadBalancers.twoZones' : 'loadBalancers.oneZone',
          )}
          errorText={tried && problems.subnets ? t(problems.subnets) : undefined}
          stretch
        >
          <SpaceBetween size="s">
            {zones.map((zone) => {
              const options = optionsIn(zone)
              const chosen = draft.subnets[zone]
              return (
                <SpaceBetween key={zone} size="xxs">
                  <Checkbox
                    checked={chosen !== undefined}
                    onChange={({ detail }) =>
                      change({
                        subnets: detail.checked
                          ? { ...draft.subnets, [zone]: options[0]?.value ?? '' }
                          : without(zone),
                      })
                    }
                  >
                    {zone}
                  </Checkbox>
                  {chosen === undefined ? null : (
                    <Select
                      ariaLabel={t('loadBalancers.subnetIn', { zone })}
                      selectedOption={options.find(({ value }) => value === chosen) ?? null}
                      options={options}
                      expandToViewport
                      onChange={({ detail }) =>
                        change({
                          subnets: { ...draft.subnets, [zone]: detail.selectedOption.value ?? '' },
                        })
                      }
                    />
                  )}
                  {draft.type === 'network' && chosen !== undefined ? (
                    <NodeAddress
                      draft={draft}
                      zone={zone}
                      cidrBlock={blockOf(chosen)}
                      problem={problemAt(zone, chosen)}
                      onChange={(address) =>
                        change({ addresses: { ...draft.addresses, [zone]: address } })
                      }
                    />
                  ) : null}
                </SpaceBetween>
              )
            })}
          </SpaceBetween>
        </FormField>
        {hidden.length > 0 ? (
          <Alert type="warning">
            {t('loadBalancers.noWayOut', { subnets: hidden.join(', ') })}
          </Alert>
        ) : null}
      </SpaceBetween>
    </Container>
  )
}

/** Whether a subnet's route table leads to an internet gateway. */
function usePublicSubnets(vpcId: string): (subnetId: string) => boolean {
  const tables = useFeed('route-tables').list.filter(({ VpcId }) => VpcId === vpcId)
  const main = tables.find(({ Associations }) => Associations?.some(({ Main }) => Main))
  return (subnetId) => {
    const own = tables.find(({ Associations }) =>
      Associations?.some(({ SubnetId }) => SubnetId === subnetId),
    )
    return routesOf(own ?? main).some(({ GatewayId }) => GatewayId?.startsWith('igw-'))
  }
}
