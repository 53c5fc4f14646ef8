import type { LaunchForm } from './form.ts'
import type { FieldId } from './issues.ts'

/** A refusal of AWS, placed at the field that caused it, with the form that was refused. */
export interface Refusal {
  readonly field: FieldId
  readonly message: string
  readonly form: LaunchForm
}

type Part = keyof LaunchForm

/** Parts of the form that a field lives in, or that decide over it: a type may be refused because of the zone. */
function partsOf(field: FieldId): readonly Part[] {
  const [first = ''] = field.split('.')
  const parts: Readonly<Record<string, readonly Part[]>> = {
    name: ['name'],
    tags: ['tags', 'name'],
    tag: ['tags'],
    count: ['count'],
    image: ['image'],
    instanceType: ['instanceType', 'image', 'network', 'count'],
    keyPair: ['keyPair'],
    vpc: ['network'],
    subnet: ['network', 'count'],
    availabilityZone: ['network'],
    publicIp: ['network'],
    groups: ['network'],
    newGroup: ['network'],
    rule: ['network'],
    volumes: ['volumes'],
    volume: ['volumes'],
    templateName: [],
    templateDescription: [],
  }
  return parts[first] ?? ['advanced', 'instanceType']
}

/** Whether the refusal still speaks of what the form says now. */
export function isStillSo(refusal: Refusal, form: LaunchForm): boolean {
  return partsOf(refusal.field).every((part) => refusal.form[part] === form[part])
}

/** Whether the field is under Advanced details, which may be closed. */
export function isAdvancedField(field: FieldId): boolean {
  return partsOf(field).includes('advanced')
}
