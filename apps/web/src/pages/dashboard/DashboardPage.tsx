import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import { useT } from '../../i18n/index.ts'

export default function DashboardPage() {
  const t = useT()
  return <ContentLayout header={<Header variant="h1">{t('dashboard.title')}</Header>} />
}
