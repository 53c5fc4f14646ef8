import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useScope } from '../../api/index.ts'
import { regionTitle, useT } from '../../i18n/index.ts'
import { CreditSettings } from './CreditSettings.tsx'
import { EncryptionSettings } from './EncryptionSettings.tsx'
import { MetadataSettings } from './MetadataSettings.tsx'
import { PublicAccessSettings } from './PublicAccessSettings.tsx'
import { QuotaSettings } from './QuotaSettings.tsx'
import { SerialConsoleSettings } from './SerialConsoleSettings.tsx'
import { ZoneSettings } from './ZoneSettings.tsx'

/** What holds for everything new in the Region. */
export default function SettingsPage() {
  const t = useT()
  const { region } = useScope()
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={t('settings.text', { region: regionTitle(region, t) })}>
          {t('settings.title')}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <EncryptionSettings />
        <PublicAccessSettings kind="snapshots" />
        <PublicAccessSettings kind="images" />
        <MetadataSettings />
        <CreditSettings />
        <SerialConsoleSettings />
        <ZoneSettings />
        <QuotaSettings />
      </SpaceBetween>
    </ContentLayout>
  )
}
