import { useParams } from 'react-router'
import { usePageTitle } from '../../components/index.ts'

export default function InstancePage() {
  const { instanceId } = useParams()
  usePageTitle(instanceId)
  return <div>{instanceId}</div>
}
