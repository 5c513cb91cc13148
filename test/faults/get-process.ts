// Gets a data set of one file, for two-downloads.test.ts. Arguments: the directory, and the file's row as JSON.
// Prints what it is told, a line for each event but progress.
import { catalogRow, type CatalogDownload } from '@evenkeel/data';
import { getDataset } from '@evenkeel/data/node';

const [, , directory = '', download = ''] = process.argv;
const downloads = [JSON.parse(download) as CatalogDownload];
await getDataset({ ...catalogRow('mnist')!, folder: 'trial', downloads }, {
  directory,
  onEvent(event) {
    if (event.kind !== 'progress') process.stdout.write(`${event.kind}\n`);
  },
}); // prettier-ignore
