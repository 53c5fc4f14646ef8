import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useConnection } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { readDocument } from '../../resources/roles/documents.ts'
import { isServiceLinked, type Role } from './role.ts'

export function TrustTab(props: { readonly role: Role; readonly onEdit: () => void }) {
  const { role, onEdit } = props
  const t = useT()
  const { readOnly } = useConnection()
  return (
    <SpaceBetween size="s">
      <Header
        variant="h3"
        description={t('roles.trustText')}
        actions={
          <Button
            disabled={readOnly || isServiceLinked(role)}
            disabledReason={t(readOnly ? 'reason.readOnly' : 'roles.serviceLinked')}
            onClick={onEdit}
          >
            {t('roles.editTrust')}
          </Button>
        }
      >
        {t('roles.trustPolicy')}
      </Header>
      <Box variant="pre">{readDocument(role.AssumeRolePolicyDocument)}</Box>
    </SpaceBetween>
  )
}
