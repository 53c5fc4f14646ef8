import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useConnection } from '../../api/index.ts'
import { EmptyState } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { Alias } from './Alias.tsx'
import { DecisionLog } from './DecisionLog.tsx'
import { Mode } from './Mode.tsx'

/** Whether policies count in this account, and what they would refuse. */
export default function AccessPage() {
  const t = useT()
  const { access } = useConnection()
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={t('access.text')}>
          {t('access.title')}
        </Header>
      }
    >
      {access ? (
        <SpaceBetween size="l">
          <Mode mode={access.mode} />
          <Alias />
          {access.mode === 'off' ? null : <DecisionLog />}
        </SpaceBetween>
      ) : (
        <EmptyState title={t('access.awsTitle')} text={t('access.awsText')} />
      )}
    </ContentLayout>
  )
}
