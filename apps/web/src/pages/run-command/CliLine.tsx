import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useBootstrap, useConnection, useScope } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { toCli } from './send-cli.ts'
import type { SendForm } from './send-form.ts'

/** The same as a command of the AWS CLI; it follows every change of the form. */
export function CliLine({ form }: { readonly form: SendForm }) {
  const t = useT()
  const { region } = useScope()
  const { kind } = useConnection()
  const { awsEndpointUrl } = useBootstrap()
  const text = toCli(form, {
    region,
    endpointUrl: kind === 'embedded' ? awsEndpointUrl : undefined,
  })
  return (
    <ExpandableSection variant="container" headerText={t('commands.sameAsCli')}>
      <SpaceBetween size="xs">
        <CopyToClipboard
          variant="button"
          copyButtonText={t('common.copy')}
          copySuccessText={t('common.copied')}
          copyErrorText={t('common.copyFailed')}
          textToCopy={text}
        />
        <pre className="brume-code" tabIndex={0} aria-label="AWS CLI">
          <code>{text}</code>
        </pre>
      </SpaceBetween>
    </ExpandableSection>
  )
}
