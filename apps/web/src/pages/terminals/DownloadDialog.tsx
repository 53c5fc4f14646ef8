import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import { useState } from 'react'
import { ConfirmDialog } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { downloadInput } from '../../terminal/transfer.ts'

/** Asks which file of the guest to fetch through the terminal. */
export function DownloadDialog(props: {
  readonly onAsk: (typed: string) => void
  readonly onClose: () => void
}) {
  const t = useT()
  const [path, setPath] = useState('')
  return (
    <ConfirmDialog
      title={t('terminals.download')}
      submitText={t('terminals.downloadShort')}
      disabled={path.trim() === ''}
      onClose={props.onClose}
      onSubmit={() => {
        props.onAsk(downloadInput(path.trim()))
        props.onClose()
      }}
    >
      <FormField label={t('terminals.path')} description={t('terminals.transferText')}>
        <Input
          value={path}
          placeholder="/var/log/cloud-init-output.log"
          onChange={({ detail }) => setPath(detail.value)}
        />
      </FormField>
    </ConfirmDialog>
  )
}
