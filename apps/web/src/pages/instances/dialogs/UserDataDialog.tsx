import Alert from '@cloudscape-design/components/alert'
import FormField from '@cloudscape-design/components/form-field'
import Textarea from '@cloudscape-design/components/textarea'
import { userDataBytes } from '@brume/ec2-model'
import { useState } from 'react'
import { asApiError, useOperation } from '../../../api/index.ts'
import { ConfirmDialog, describeError } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import { countBytes, decodeText, encodeText } from '../../../lib/base64.ts'
import { findRefusal } from '../actions/refusals.ts'
import { idOf, labelOf } from '../instance.ts'
import { useSave } from '../../../resources/use-save.tsx'
import type { DialogProps } from './dialog-props.ts'

/** Shows the user data; edits it while the instance is stopped, as AWS does. */
export function UserDataDialog(props: DialogProps) {
  const { instances, onClose } = props
  const [instance] = instances
  const t = useT()
  const save = useSave(onClose, t('dialog.saved'))
  const answer = useOperation(
    'ec2',
    'DescribeInstanceAttribute',
    { InstanceId: idOf(instance), Attribute: 'userData' },
    { staleMs: 0 },
  )
  const present = decodeText(answer.data?.UserData?.Value)
  const [edited, setEdited] = useState<string>()
  const text = edited ?? present
  const bytes = countBytes(text)
  const tooLong = bytes > userDataBytes
  const refusal = findRefusal('modifyUserData', instance, t)
  return (
    <ConfirmDialog
      size="large"
      title={t('dialog.userDataTitle', { name: labelOf(instance) })}
      submitText={t('common.save')}
      disabled={refusal !== undefined || tooLong || text === present}
      onClose={onClose}
      {...save.dialog((call) =>
        call('ec2', 'ModifyInstanceAttribute', {
          InstanceId: idOf(instance),
          UserData: { Value: encodeText(text) },
        }),
      )}
    >
      {refusal === undefined ? null : <Alert>{t('dialog.userDataRead')}</Alert>}
      {answer.error ? (
        <Alert type="error">{describeError(asApiError(answer.error), t)}</Alert>
      ) : null}
      <FormField
        stretch
        label={t('dialog.userDataLabel')}
        description={t('dialog.userDataText')}
        errorText={tooLong ? t('dialog.userDataTooLong', { bytes }) : undefined}
      >
        <Textarea
          rows={14}
          spellcheck={false}
          readOnly={refusal !== undefined}
          value={text}
          onChange={({ detail }) => setEdited(detail.value)}
        />
      </FormField>
    </ConfirmDialog>
  )
}
