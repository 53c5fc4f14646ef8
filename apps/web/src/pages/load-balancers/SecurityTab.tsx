import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useConnection, useFeed } from '../../api/index.ts'
import { RuleTable } from '../../components/rules/RuleTable.tsx'
import { useT } from '../../i18n/index.ts'
import { flattenPermissions } from '../../lib/security-rules.ts'
import type { Balancer } from '../../resources/load-balancing/model.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'

/** The groups of the balancer's nodes, with what they let in. */
export function SecurityTab(props: { readonly balancer: Balancer; readonly onEdit: () => void }) {
  const { balancer } = props
  const t = useT()
  const { readOnly } = useConnection()
  const known = useFeed('security-groups').items
  const ids = balancer.SecurityGroups ?? []
  const never = balancer.Type === 'network' && ids.length === 0
  return (
    <SpaceBetween size="m">
      <Header
        variant="h3"
        counter={`(${ids.length})`}
        actions={
          <Button
            disabled={readOnly || never}
            disabledReason={t(readOnly ? 'reason.readOnly' : 'loadBalancers.noGroupsEver')}
            onClick={props.onEdit}
          >
            {t('loadBalancers.editGroups')}
          </Button>
        }
      >
        {t('groups.title')}
      </Header>
      {ids.length === 0 ? <Alert type="info">{t('loadBalancers.noGroupsEver')}</Alert> : null}
      {ids.map((id) => {
        const group = known.get(id)
        return (
          <RuleTable
            key={id}
            direction="inbound"
            rules={flattenPermissions(group?.IpPermissions ?? [])}
            header={
              <Header variant="h3">
                <ResourceLink
                  page="security-groups"
                  id={id}
                  text={[group?.GroupName, id].filter(Boolean).join(' · ')}
                />
              </Header>
            }
          />
        )
      })}
    </SpaceBetween>
  )
}
