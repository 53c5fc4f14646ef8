import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useNavigate } from 'react-router'
import { asApiError, useConnection, useScopedPath } from '../../api/index.ts'
import { ErrorState } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { isOfAws } from '../../resources/iam/holder.ts'
import { PolicyView } from '../../resources/iam/PolicyView.tsx'
import { idOf, usePolicyDocument, type Policy } from './policy.ts'

/** What the policy says, in words and as it is written. */
export function PermissionsTab({ policy }: { readonly policy: Policy }) {
  const t = useT()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const { readOnly } = useConnection()
  const arn = idOf(policy)
  const { document, error, version } = usePolicyDocument(arn)
  const fixed = readOnly ? t('reason.readOnly') : isOfAws(arn) ? t('policies.ofAws') : undefined
  if (error) return <ErrorState error={asApiError(error)} header={t('roles.policyDocument')} />
  return (
    <SpaceBetween size="m">
      <Header
        variant="h3"
        actions={
          <Button
            disabled={fixed !== undefined}
            disabledReason={fixed ?? ''}
            onClick={() =>
              void navigate(toPath(`/policies/edit?policy=${encodeURIComponent(arn)}`))
            }
          >
            {t('policies.edit')}
          </Button>
        }
      >
        {t('policies.defines', { version: version ?? '…' })}
      </Header>
      <PolicyView document={document} />
    </SpaceBetween>
  )
}
