"""The encoder in PyTorch, as it is learned; `framing.models` reads the same weights with NumPy."""

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

from framing.models.encoder import FROZEN, HEADS
from framing.models.reading import EDGES
from training.encoder_data import UNSAID

WIDTH, LAYERS, INNER, SPAN = 384, 6, 1536, 256
BUCKETS = 20


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm_attention = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, hidden, mask):
        rows, size, _ = hidden.shape
        q, k, v = self.query_key_value(hidden).view(rows, size, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        hidden = self.norm_attention(hidden + self.drop(self.out(mixed.transpose(1, 2).reshape(rows, size, WIDTH))))
        return self.norm(hidden + self.drop(self.outer(functional.gelu(self.inner(hidden)))))


class Encoder(nn.Module):
    """BERT's layers. Embeddings and the lowest layers are frozen; signs for marks and capitals are added above them."""

    def __init__(self, embeddings):
        super().__init__()
        self.register_buffer("pieces", embeddings)
        self.places = nn.Parameter(torch.zeros(512, WIDTH), requires_grad=False)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12).requires_grad_(False)
        self.marks = nn.Parameter(torch.zeros(2, WIDTH))
        self.shapes = nn.Parameter(torch.zeros(4, WIDTH))
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        for layer in self.layers[:FROZEN]:
            layer.requires_grad_(False)
        self.drop = nn.Dropout(0.1)

    @torch.no_grad()
    def frozen(self, ids, mask):
        """What the frozen layers make of a batch of windows: the same in every epoch."""
        self.layers[:FROZEN].eval()
        hidden = self.norm(self.pieces[ids] + self.places[: ids.shape[1]])
        for layer in self.layers[:FROZEN]:
            hidden = layer(hidden, self.bias(mask))
        return hidden

    @staticmethod
    def bias(mask):
        return torch.zeros(mask.shape).masked_fill(mask == 0, -1e4)[:, None, None, :]

    def forward(self, below, marked, shape, mask):
        hidden = self.drop(below + self.marks[marked] + self.shapes[shape])
        for layer in self.layers[FROZEN:]:
            hidden = layer(hidden, self.bias(mask))
        return hidden


class Model(nn.Module):
    """The encoder with its heads: labels; source and cue of a stretch; quoted or not; whom a pronoun means."""

    POINTERS = ("source_first", "source_last", "cue_first", "cue_last")

    def __init__(self, embeddings):
        super().__init__()
        self.encoder = Encoder(embeddings)
        self.drop = nn.Dropout(0.1)
        self.labels = nn.Linear(WIDTH, 5)
        self.stretch = nn.Linear(4 * WIDTH, SPAN)
        self.pointers = nn.Linear(WIDTH, 4 * SPAN)
        self.alone = nn.Linear(WIDTH, 4)  # scores of a piece whatever the stretch
        self.distance = nn.Parameter(torch.zeros(4, BUCKETS))
        self.quoted = nn.Linear(SPAN, 1)
        self.pronoun = nn.Linear(WIDTH, SPAN)
        self.person = nn.Linear(WIDTH, SPAN)

    def point(self, hidden, rows, first, last, mask):
        """Scores of every piece of its window for each stretch, [stretches, 4, pieces], and the stretches."""
        inside = self.drop(hidden)
        size = hidden.shape[1]
        places = (first, last, (first - 1).clamp(min=0), (last + 1).clamp(max=size - 1))
        around = [inside[rows, place] for place in places]
        stretch = functional.gelu(self.stretch(torch.cat(around, -1)))
        keys = self.pointers(inside).view(hidden.shape[0], size, 4, SPAN)[rows]
        scores = torch.einsum("nd,nlkd->nkl", self.drop(stretch), keys) / SPAN**0.5
        scores = scores + self.alone(inside)[rows].transpose(1, 2)
        scores = scores + self.distance[:, buckets(first, last, size)].transpose(0, 1)
        return scores.masked_fill(mask[rows][:, None, :] == 0, -1e4), stretch

    def persons(self, hidden, rows, places):
        """Scores of every piece of its window for each pronoun: [pronouns, pieces]."""
        return torch.einsum("nd,nld->nl", self.pronoun(hidden[rows, places]), self.person(hidden)[rows]) / SPAN**0.5


def buckets(first, last, size):
    """Bucket of the way from a stretch to each piece: 0 [CLS], 1 inside, then before, then behind."""
    place = torch.arange(size)[None, :]
    before, behind = first[:, None] - place, place - last[:, None]
    edges = torch.from_numpy(EDGES)
    bucket = torch.ones(len(first), size, dtype=torch.long)
    near = torch.bucketize(before, edges, right=False)
    far = torch.bucketize(behind, edges, right=False)
    bucket = torch.where(before > 0, 2 + near.clamp(max=8), bucket)
    bucket = torch.where(behind > 0, 11 + far.clamp(max=8), bucket)
    return bucket.masked_fill(place == 0, 0)


def loss_of(model, batch):
    """Sum of the losses of all tasks over a batch, each a mean over what it asks."""
    hidden = model.encoder(batch["below"], batch["marked"], batch["shape"], batch["mask"])
    labels = model.labels(model.drop(hidden))
    losses = {"labels": functional.cross_entropy(labels.view(-1, 5), batch["labels"].view(-1), ignore_index=UNSAID)}
    if len(batch["rows"]):
        scores, stretch = model.point(hidden, batch["rows"], batch["first"], batch["last"], batch["mask"])
        for k in range(4):
            asked = batch["pointed"][:, k]
            if (asked != UNSAID).any():
                losses[model.POINTERS[k]] = functional.cross_entropy(scores[:, k], asked, ignore_index=UNSAID) * 0.25
        judged = batch["quoted"] != UNSAID
        if judged.any():
            odds = model.quoted(model.drop(stretch[judged]))[:, 0]
            losses["quoted"] = functional.binary_cross_entropy_with_logits(odds, batch["quoted"][judged].float()) * 0.5
    if len(batch["pronoun_rows"]):
        scores = model.persons(hidden, batch["pronoun_rows"], batch["pronouns"])
        behind = torch.arange(scores.shape[1])[None, :] >= batch["pronouns"][:, None]
        scores = scores.masked_fill(behind, -1e4)
        right = torch.logsumexp(scores.masked_fill(~batch["persons"], -1e4), -1)
        losses["persons"] = (torch.logsumexp(scores, -1) - right).mean() * 0.3
    return losses


def collate(examples, padding):
    """Windows of unlike lengths as one batch."""
    size = max(len(example.ids) for example in examples)

    def filled(name, value):
        whole = torch.full((len(examples), size), value)
        for row, example in enumerate(examples):
            whole[row, : len(example.ids)] = torch.as_tensor(getattr(example, name))
        return whole

    batch = {"ids": filled("ids", padding), "marked": filled("marked", 0), "shape": filled("shape", 0)}
    batch["labels"] = filled("labels", UNSAID)
    batch["mask"] = torch.zeros(len(examples), size)
    for row, example in enumerate(examples):
        batch["mask"][row, : len(example.ids)] = 1
    queries = [(row, query) for row, example in enumerate(examples) for query in example.queries]
    batch["rows"] = torch.tensor([row for row, _ in queries], dtype=torch.long)
    batch["first"] = torch.tensor([query.first for _, query in queries], dtype=torch.long)
    batch["last"] = torch.tensor([query.last for _, query in queries], dtype=torch.long)
    batch["pointed"] = torch.tensor([[*query.source, *query.cue] for _, query in queries], dtype=torch.long).view(-1, 4)
    batch["quoted"] = torch.tensor([query.quoted for _, query in queries], dtype=torch.long)
    pronouns = [(row, *pronoun) for row, example in enumerate(examples) for pronoun in example.pronouns]
    batch["pronoun_rows"] = torch.tensor([row for row, _, _ in pronouns], dtype=torch.long)
    batch["pronouns"] = torch.tensor([place for _, place, _ in pronouns], dtype=torch.long)
    batch["persons"] = torch.zeros(len(pronouns), size, dtype=torch.bool)
    for n, (_, _, right) in enumerate(pronouns):
        batch["persons"][n, right] = True
    return batch


def from_base(folder, kept):
    """A model with the base's weights, its embeddings cut to the pieces numbered `kept` and rounded to 8 bits."""
    base = load_file(f"{folder}/model.safetensors")
    base = {name.removeprefix("bert.").removeprefix("0.auto_model."): value.float() for name, value in base.items()}
    pieces = base["embeddings.word_embeddings.weight"][kept]
    scale = pieces.abs().amax(1, keepdim=True) / 127
    model = Model(torch.round(pieces / scale) * scale)
    encoder = model.encoder
    with torch.no_grad():
        sort = base["embeddings.token_type_embeddings.weight"][0]
        encoder.places.copy_(base["embeddings.position_embeddings.weight"][:512] + sort)
        encoder.norm.weight.copy_(base["embeddings.LayerNorm.weight"])
        encoder.norm.bias.copy_(base["embeddings.LayerNorm.bias"])
        for n, layer in enumerate(encoder.layers):
            at = f"encoder.layer.{n}."
            for kind in ("weight", "bias"):
                three = [base[f"{at}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                getattr(layer.query_key_value, kind).copy_(torch.cat(three))
                getattr(layer.out, kind).copy_(base[f"{at}attention.output.dense.{kind}"])
                getattr(layer.norm_attention, kind).copy_(base[f"{at}attention.output.LayerNorm.{kind}"])
                getattr(layer.inner, kind).copy_(base[f"{at}intermediate.dense.{kind}"])
                getattr(layer.outer, kind).copy_(base[f"{at}output.dense.{kind}"])
                getattr(layer.norm, kind).copy_(base[f"{at}output.LayerNorm.{kind}"])
    return model
