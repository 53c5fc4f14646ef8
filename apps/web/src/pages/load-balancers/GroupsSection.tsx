import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import Multiselect from '@cloudscape-design/components/multiselect'
import { useScopedPath } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { useGroupOptions } from '../../resources/vpc-options.ts'
import type { SectionProps } from './section-props.ts'

/** What may come in: a network load balancer made without a group can never get one. */
export function GroupsSection({ draft, problems, tried, change }: SectionProps) {
  const t = useT()
  const toPath = useScopedPath()
  const options = useGroupOptions(draft.vpcId)
  const chosen = draft.groups ?? []
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t(
            draft.type === 'network'
              ? 'loadBalancers.groupsTextNetwork'
              : 'loadBalancers.groupsText',
          )}
        >
          {t('groups.title')}
        </Header>
      }
    >
      <FormField
        label={t('groups.title')}
        errorText={tried && problems.groups ? t(problems.groups) : undefined}
        secondaryControl={
          <Link
            href={toPath('/security-groups?action=create')}
            external
            externalIconAriaLabel={t('loadBalancers.newTab')}
          >
            {t('groups.create')}
          </Link>
        }
      >
        <Multiselect
          selectedOptions={options.filter(({ value }) => chosen.includes(value))}
          options={options}
          filteringType={options.length > 8 ? 'auto' : 'none'}
          expandToViewport
          placeholder={t('fields.choose')}
          deselectAriaLabel={({ label = '' }) => t('fields.deselect', { label })}
          onChange={({ detail }) =>
            change({ groups: detail.selectedOptions.flatMap(({ value }) => value ?? []) })
          }
        />
      </FormField>
    </Container>
  )
}
