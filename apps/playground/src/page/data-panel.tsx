// What the nets learn from, and how to give them something else.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { drawnDigits } from '../address.js';
import type { DataInfo } from '../race/protocol.js';
import { wholeText } from './format.js';
import { data, takeFiles, useDigits } from './store.js';

export function DataPanel() {
  const info = data.value;
  return (
    <section class="data" aria-labelledby="data-title">
      <h2 id="data-title">What they learn from</h2>
      {info !== null && (
        <>
          <p>
            {info.id === drawnDigits ? 'Digits drawn by evenkeel' : info.title}:{' '}
            {wholeText(info.train)} images to learn from, {wholeText(info.test)} to be tested on,{' '}
            {info.shape[0]} × {info.shape[1]} pixels, {info.classes} classes.
          </p>
          <Samples info={info} />
        </>
      )}
      <p class="choose">
        <label class="file">
          <input
            type="file"
            multiple
            onChange={({ currentTarget }) => {
              if (currentTarget.files?.length) takeFiles([...currentTarget.files]);
              currentTarget.value = '';
            }}
          />
          <span>Choose IDX files …</span>
        </label>
        {info !== null && info.id !== drawnDigits && (
          <button type="button" onClick={useDigits}>
            Back to drawn digits
          </button>
        )}
      </p>
      <p class="hint">
        Or drop them anywhere on this page: images and labels of MNIST, Fashion-MNIST or alike,
        packed by gzip or not. They stay on this machine.
      </p>
    </section>
  );
}

/** The first training images, side by side, with what they are. */
function Samples({ info }: { readonly info: DataInfo }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { samples, sampleLabels, shape } = info;
  const [height, width] = shape;
  const count = sampleLabels.length;
  useEffect(() => {
    const image = new ImageData(count * width, height);
    for (let i = 0; i < samples.length; i++) {
      const [sample, pixel] = [Math.floor(i / (height * width)), i % (height * width)];
      const x = sample * width + (pixel % width);
      const at = 4 * (Math.floor(pixel / width) * count * width + x);
      image.data.fill(255 - samples[i]!, at, at + 3);
      image.data[at + 3] = 255;
    }
    canvas.current?.getContext('2d')?.putImageData(image, 0, 0);
  }, [samples, count, height, width]);
  return (
    <canvas
      ref={canvas}
      class="samples"
      width={count * width}
      height={height}
      role="img"
      aria-label={`The first ${count} training images, of the classes ${sampleLabels.join(', ')}`}
    />
  );
}

/** Takes files that are dropped anywhere on the page, and says so while they hover. */
export function DropTarget() {
  const hovering = useSignal(false);
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const over = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      hovering.value = true;
    };
    addEventListener('dragenter', over, { signal });
    addEventListener('dragover', over, { signal });
    addEventListener(
      'dragleave',
      ({ relatedTarget }) => {
        if (relatedTarget === null) hovering.value = false;
      },
      { signal },
    );
    addEventListener(
      'drop',
      (event) => {
        event.preventDefault();
        hovering.value = false;
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length > 0) takeFiles(files);
      },
      { signal },
    );
    return () => stop.abort();
  }, [hovering]);
  return hovering.value ? (
    <div class="drop" aria-hidden="true">
      <p>Drop the images and labels here</p>
    </div>
  ) : null;
}
