import { useCallback, useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useCall, type Call } from '../../api/index.ts'
import { notify } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { defaultInstanceType, freeGroupName, withImage } from './model/change-form.ts'
import type { TypeFacts } from './model/facts.ts'
import { newLaunchForm, type LaunchForm } from './model/form.ts'
import { likeInstance, type InstanceAttributes } from './model/from-instance.ts'
import { toImageChoice } from './model/image-choice.ts'
import { asInstance, withTemplate, type TemplateData } from './model/template.ts'
import type { LaunchLists } from './use-launch-data.ts'

export type ChangeForm = (step: (form: LaunchForm) => LaunchForm) => void

/** The form with what AWS's own fills in: default VPC, a free group name, a type that fits the image; or like an instance or image of the URL. */
export function useLaunchForm(
  lists: LaunchLists,
  types: readonly TypeFacts[] | undefined,
  start: () => LaunchForm = newLaunchForm,
) {
  const [form, setForm] = useState<LaunchForm>(start)
  const change = useCallback<ChangeForm>((step) => setForm(step), [])
  const preparing = usePrefill(change)

  const vpcs = lists.vpcs
  useEffect(() => {
    if (vpcs.status !== 'ready') return
    change((old) => {
      if (old.network.vpcId !== '' && vpcs.items.has(old.network.vpcId)) return old
      const chosen = vpcs.list.find(({ IsDefault }) => IsDefault) ?? vpcs.list[0]
      const vpcId = chosen?.VpcId ?? ''
      return vpcId === old.network.vpcId ? old : { ...old, network: { ...old.network, vpcId } }
    })
  }, [vpcs, change])

  const { groups } = lists
  const named = useRef(false)
  useEffect(() => {
    if (groups.status !== 'ready' || named.current) return
    named.current = true
    const name = freeGroupName(groups.list.flatMap(({ GroupName }) => GroupName ?? []))
    const description = `${name} created ${new Date().toISOString()}`
    change((old) => {
      const { newGroup } = old.network
      return { ...old, network: { ...old.network, newGroup: { ...newGroup, name, description } } }
    })
  }, [groups, change])

  const architecture = form.image?.architecture
  useEffect(() => {
    if (architecture === undefined || preparing) return
    change((old) => {
      // The list of types takes a moment; until it is there the usual type stands in.
      const fits =
        types === undefined
          ? old.instanceType !== ''
          : types.some(
              ({ name, architectures }) =>
                name === old.instanceType && architectures.includes(architecture),
            )
      if (fits) return old
      return { ...old, instanceType: defaultInstanceType(architecture, types ?? []) }
    })
  }, [types, architecture, preparing, change])

  return { form, change, preparing }
}

/** Fills the form from `?from=<instance>`, `?image=<ami>` or `?template=<id>&version=<n>`, once. True while it is at it. */
function usePrefill(change: ChangeForm): boolean {
  const t = useT()
  const call = useCall()
  const [search] = useSearchParams()
  const instanceId = search.get('from')
  const imageId = search.get('image')
  const templateId = search.get('template')
  const id = templateId ?? instanceId ?? imageId
  const [preparing, setPreparing] = useState(id !== null)
  useEffect(() => {
    if (id === null) return
    let wanted = true
    const fill = async () => {
      const step =
        templateId !== null
          ? await readTemplate(call, templateId, search.get('version') ?? '$Default')
          : instanceId === null
            ? await readImage(call, id)
            : await readInstance(call, id)
      if (wanted) change(step)
    }
    fill()
      .catch(() => {
        if (wanted) notify({ type: 'error', header: t('launch.prefillFailed', { id }) })
      })
      .finally(() => {
        if (wanted) setPreparing(false)
      })
    return () => {
      wanted = false
    }
    // The URL fills the form when the page opens; afterwards the form is the person's.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  return preparing
}

async function readImage(call: Call, id: string): Promise<(form: LaunchForm) => LaunchForm> {
  const { Images } = await call('ec2', 'DescribeImages', { ImageIds: [id] })
  const image = Images?.[0]
  if (image === undefined) throw new Error(`No image ${id}`)
  return (form) => withImage(form, toImageChoice(image))
}

async function readInstance(call: Call, id: string): Promise<(form: LaunchForm) => LaunchForm> {
  const { Reservations } = await call('ec2', 'DescribeInstances', { InstanceIds: [id] })
  const instance = Reservations?.[0]?.Instances?.[0]
  if (instance === undefined) throw new Error(`No instance ${id}`)
  const [withItsImage, attributes] = await Promise.all([
    readImage(call, instance.ImageId ?? ''),
    readAttributes(call, id),
  ])
  return (form) => likeInstance(withItsImage(form), instance, attributes)
}

/** A version that names no image, or one that is gone, still says the rest. */
async function readTemplate(
  call: Call,
  LaunchTemplateId: string,
  version: string,
): Promise<(form: LaunchForm) => LaunchForm> {
  const data = await readTemplateData(call, LaunchTemplateId, version)
  const subnet = data.NetworkInterfaces?.[0]?.SubnetId
  const groups = data.NetworkInterfaces?.[0]?.Groups ?? data.SecurityGroupIds ?? []
  const [withItsImage, subnets, found] = await Promise.all([
    data.ImageId === undefined ? undefined : readImage(call, data.ImageId).catch(() => undefined),
    subnet && call('ec2', 'DescribeSubnets', { SubnetIds: [subnet] }).catch(() => undefined),
    groups[0] &&
      call('ec2', 'DescribeSecurityGroups', { GroupIds: [groups[0]] }).catch(() => undefined),
  ])
  const vpcId =
    (subnets && subnets.Subnets?.[0]?.VpcId) || (found && found.SecurityGroups?.[0]?.VpcId) || ''
  const { instance, attributes } = asInstance(data)
  return (form) =>
    withTemplate(likeInstance(withItsImage?.(form) ?? form, instance, attributes), data, vpcId)
}

/** The launch parameters of a version, an image named by a parameter resolved. */
export async function readTemplateData(
  call: Call,
  LaunchTemplateId: string,
  version: string,
): Promise<TemplateData> {
  const { LaunchTemplateVersions } = await call('ec2', 'DescribeLaunchTemplateVersions', {
    LaunchTemplateId,
    Versions: [version],
    ResolveAlias: true,
  })
  const data = LaunchTemplateVersions?.[0]?.LaunchTemplateData
  if (data === undefined) throw new Error(`No version ${version} of ${LaunchTemplateId}`)
  return data
}

/** Attributes that may be refused (or not exist for the type) are left at their defaults. */
async function readAttributes(call: Call, InstanceId: string): Promise<InstanceAttributes> {
  const ask = (
    Attribute:
      | 'userData'
      | 'instanceInitiatedShutdownBehavior'
      | 'disableApiTermination'
      | 'disableApiStop',
  ) => call('ec2', 'DescribeInstanceAttribute', { InstanceId, Attribute }).catch(() => undefined)
  const [data, shutdown, termination, stop, credits] = await Promise.all([
    ask('userData'),
    ask('instanceInitiatedShutdownBehavior'),
    ask('disableApiTermination'),
    ask('disableApiStop'),
    call('ec2', 'DescribeInstanceCreditSpecifications', { InstanceIds: [InstanceId] }).catch(
      () => undefined,
    ),
  ])
  return {
    userDataBase64: data?.UserData?.Value,
    shutdown: shutdown?.InstanceInitiatedShutdownBehavior?.Value,
    terminationProtection: termination?.DisableApiTermination?.Value,
    stopProtection: stop?.DisableApiStop?.Value,
    credits: credits?.InstanceCreditSpecifications?.[0]?.CpuCredits,
  }
}
