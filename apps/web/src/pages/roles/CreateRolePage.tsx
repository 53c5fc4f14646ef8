import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import { useNavigate } from 'react-router'
import { useScopedPath } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { RoleWizard } from '../../resources/roles/RoleWizard.tsx'

export default function CreateRolePage() {
  const t = useT()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  return (
    <ContentLayout header={<Header variant="h1">{t('roles.create')}</Header>}>
      <RoleWizard
        onCreated={({ name }) =>
          void navigate(toPath(`/roles?selected=${encodeURIComponent(name)}`))
        }
        onCancel={() => void navigate(toPath('/roles'))}
      />
    </ContentLayout>
  )
}
