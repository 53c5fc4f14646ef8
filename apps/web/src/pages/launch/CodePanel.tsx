import Button from '@cloudscape-design/components/button'
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Tabs from '@cloudscape-design/components/tabs'
import { useMemo } from 'react'
import { useBootstrap, useConnection, useScope } from '../../api/index.ts'
import { SidePanel } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { saveFile } from '../../lib/save-file.ts'
import { toCli } from './model/cli.ts'
import type { LaunchForm } from './model/form.ts'
import { toSdk } from './model/sdk.ts'
import { toTerraform } from './model/terraform.ts'
import type { TextContext } from './model/text-context.ts'

const languages = [
  ['cli', 'AWS CLI', 'launch.sh', toCli],
  ['sdk', 'AWS SDK for JavaScript v3', 'launch.ts', toSdk],
  ['terraform', 'Terraform', 'main.tf', toTerraform],
] as const

/** The launch as text, which follows every change of the form. */
export function CodePanel(props: {
  readonly form: LaunchForm
  readonly language: string
  readonly onLanguage: (language: string) => void
}) {
  const { form, language, onLanguage } = props
  const t = useT()
  const { region } = useScope()
  const connection = useConnection()
  const { awsEndpointUrl } = useBootstrap()
  const context = useMemo<TextContext>(
    () =>
      connection.kind === 'embedded' && awsEndpointUrl !== undefined
        ? { region, endpointUrl: awsEndpointUrl }
        : { region },
    [connection.kind, region, awsEndpointUrl],
  )
  return (
    <SidePanel header={t('launch.code.header')}>
      <Tabs
        activeTabId={languages.some(([id]) => id === language) ? language : 'cli'}
        ariaLabel={t('launch.code.header')}
        onChange={({ detail }) => onLanguage(detail.activeTabId)}
        tabs={languages.map(([id, label, file, print]) => ({
          id,
          label,
          content: <Code label={label} file={file} text={print(form, context)} />,
        }))}
      />
    </SidePanel>
  )
}

function Code(props: { readonly label: string; readonly file: string; readonly text: string }) {
  const { label, file, text } = props
  const t = useT()
  return (
    <SpaceBetween size="xs">
      <SpaceBetween direction="horizontal" size="xs">
        <CopyToClipboard
          variant="button"
          copyButtonText={t('common.copy')}
          copySuccessText={t('common.copied')}
          copyErrorText={t('common.copyFailed')}
          textToCopy={text}
        />
        <Button iconName="download" onClick={() => saveFile(file, text, 'text/plain')}>
          {t('launch.code.save', { file })}
        </Button>
      </SpaceBetween>
      <pre className="brume-code" tabIndex={0} aria-label={label}>
        <code>{text}</code>
      </pre>
    </SpaceBetween>
  )
}
