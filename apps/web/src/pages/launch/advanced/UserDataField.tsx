import { userDataBytes } from '@brume/ec2-model'
import Alert from '@cloudscape-design/components/alert'
import Checkbox from '@cloudscape-design/components/checkbox'
import FileInput from '@cloudscape-design/components/file-input'
import FormField from '@cloudscape-design/components/form-field'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import Textarea from '@cloudscape-design/components/textarea'
import Toggle from '@cloudscape-design/components/toggle'
import { lazy, Suspense, useState } from 'react'
import { useT } from '../../../i18n/index.ts'
import { remembered } from '../../../lib/remembered.ts'
import { countUserDataBytes, willIgnoreUserData } from '../model/validate.ts'
import { encodeBytes } from '../model/run-instances.ts'
import { fieldElementId } from '../section-props.ts'
import type { AdvancedProps } from './AdvancedSection.tsx'

const ScriptEditor = lazy(() => import('./ScriptEditor.tsx'))

const plainPreferred = remembered('launch.plainEditor', (stored) => stored === true)

/** The script of the first boot: typed, pasted or from a file, with what is known to go wrong said at once. */
export function UserDataField(props: AdvancedProps) {
  const { form, set, errorOf } = props
  const t = useT()
  const { userData, userDataIsBase64 } = form.advanced
  const [plain, setPlain] = useState(plainPreferred.read())
  const bytes = countUserDataBytes(form.advanced)
  const label = t('launch.userData.label')
  return (
    <SpaceBetween size="s">
      <FormField
        label={label}
        description={t('launch.userData.description')}
        errorText={errorOf('userData')}
        constraintText={t('launch.userData.size', { bytes: bytes ?? 0, most: userDataBytes })}
        stretch
      >
        {plain ? (
          <Textarea
            controlId={fieldElementId('userData')}
            value={userData}
            rows={12}
            spellcheck={false}
            placeholder={'#!/bin/bash\n'}
            onChange={({ detail }) => set({ userData: detail.value })}
          />
        ) : (
          <div id={fieldElementId('userData')} tabIndex={-1}>
            <Suspense fallback={<Spinner />}>
              <ScriptEditor
                value={userData}
                label={label}
                windows={form.image?.platform === 'windows'}
                onChange={(text) => set({ userData: text })}
                onFailed={() => setPlain(true)}
              />
            </Suspense>
          </div>
        )}
      </FormField>
      {willIgnoreUserData(form) ? (
        <Alert type="warning">
          {t(
            form.image?.platform === 'windows'
              ? 'launch.userData.ignoredWindows'
              : 'launch.userData.ignored',
          )}
        </Alert>
      ) : null}
      <SpaceBetween direction="horizontal" size="l" alignItems="center">
        <FileInput
          value={[]}
          ariaLabel={t('launch.userData.file')}
          onChange={({ detail }) => {
            const [file] = detail.value
            if (file) void readScript(file).then(set)
          }}
        >
          {t('launch.userData.file')}
        </FileInput>
        <Checkbox
          checked={userDataIsBase64}
          onChange={({ detail }) => set({ userDataIsBase64: detail.checked })}
        >
          {t('launch.userData.base64')}
        </Checkbox>
        <Toggle
          checked={plain}
          onChange={({ detail }) => {
            plainPreferred.write(detail.checked)
            setPlain(detail.checked)
          }}
        >
          {t('launch.userData.plain')}
        </Toggle>
      </SpaceBetween>
    </SpaceBetween>
  )
}

/** A file's text; bytes that are no text are taken as base64. */
async function readScript(file: File): Promise<{ userData: string; userDataIsBase64: boolean }> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  try {
    const userData = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return { userData, userDataIsBase64: false }
  } catch {
    return { userData: encodeBytes(bytes), userDataIsBase64: true }
  }
}
