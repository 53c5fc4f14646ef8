import type { ResourceColumn } from '../components/index.ts'
import { nameOf, type Tag } from '../lib/tags.ts'

/** The column of the Name tag. */
export function nameColumn<T extends { Tags?: readonly Tag[] | undefined }>(
  header: string,
): ResourceColumn<T> {
  return { id: 'name', header, value: nameOf, cell: (item) => nameOf(item) || '-', width: 160 }
}
