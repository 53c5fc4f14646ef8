import Box from '@cloudscape-design/components/box'
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'
import type { IamDecision } from '@brume/console-api'
import { useT } from '../i18n/index.ts'

/** The statement that would allow what was refused, to be handed to whoever manages the policies. */
export function DenialHelp({ denial }: { readonly denial: IamDecision }) {
  const t = useT()
  if (!denial.remedy) return null
  const text = JSON.stringify(denial.remedy, undefined, 2)
  return (
    <div>
      <Box variant="awsui-key-label">{t('denial.remedy')}</Box>
      <Box variant="pre">{text}</Box>
      <CopyToClipboard
        textToCopy={text}
        copyButtonText={t('denial.copy')}
        copySuccessText={t('common.copied')}
        copyErrorText={t('common.copyFailed')}
      />
    </div>
  )
}
